package dev.keeptrail.cli;

/** What callers of a gateway must show. */
enum AuthMode {
  NONE,
  TOKEN,
  KEYS,
  JWT,
  CERTIFICATE
}
