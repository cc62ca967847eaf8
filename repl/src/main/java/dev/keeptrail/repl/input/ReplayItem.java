package dev.keeptrail.repl.input;

/** A recorded exchange that is not unpacked yet, which any thread may do. */
public interface ReplayItem {
  /** Never throws: what cannot be read is a case that says why. */
  ReplayCase read();
}
