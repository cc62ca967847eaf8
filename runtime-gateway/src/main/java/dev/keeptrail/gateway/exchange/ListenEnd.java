package dev.keeptrail.gateway.exchange;

/** Why the gateway ends a stream of news, where neither caller nor server does. */
public enum ListenEnd {
  /** It lets nobody in any more. */
  SHUTDOWN("shutdown"),
  /** It judges by another pack from now on. */
  PACK("pack"),
  /** The key, token or certificate that the caller showed is not good any more. */
  CREDENTIAL("credential"),
  /** The stream is as old as one may become. */
  AGE("age"),
  /** The stream has brought as many notices as one may. */
  NOTICES("notices");

  private final String word;

  ListenEnd(String word) {
    this.word = word;
  }

  /** What events call it. */
  String word() {
    return word;
  }
}
