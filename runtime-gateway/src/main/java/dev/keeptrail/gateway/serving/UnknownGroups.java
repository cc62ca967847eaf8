package dev.keeptrail.gateway.serving;

/** What becomes of a caller whose key names a consumer group that has no pack of its own. */
public enum UnknownGroups {
  /** It is refused: a pack that somebody forgot weakens nothing. */
  REFUSE,
  /** It is served with the common pack. */
  COMMON
}
