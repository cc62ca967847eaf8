package dev.keeptrail.gateway.tls;

/** Whether those who connect show a certificate of their own. */
public enum ClientCertificates {
  /** They are not asked. */
  NONE,
  /** They may; one that is shown must be good. */
  OPTIONAL,
  /** Without a good one there is no connection. */
  REQUIRED
}
