package dev.keeptrail.language.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Pair;
import org.jspecify.annotations.Nullable;

/** A word or sign of a source, with what became known of it before the parser sees it. */
final class PackToken extends CommonToken {
  private static final long serialVersionUID = 1L;

  private boolean reported;
  private boolean inserted;
  private @Nullable String value;

  PackToken(Pair<TokenSource, CharStream> source, int type, int channel, int start, int stop) {
    super(source, type, channel, start, stop);
  }

  /** A token that nobody wrote, just before another one. */
  static PackToken insertedBefore(PackToken next, int type) {
    PackToken token =
        new PackToken(
            next.source, type, DEFAULT_CHANNEL, next.getStartIndex(), next.getStartIndex() - 1);
    token.inserted = true;
    token.setLine(next.getLine());
    return token;
  }

  /** Where it ends: the offset after its last character. */
  int end() {
    return getStopIndex() + 1;
  }

  boolean is(int type) {
    return getType() == type;
  }

  /** Marks that something is wrong with the token itself, and that this was said. */
  void markReported() {
    reported = true;
  }

  boolean isReported() {
    return reported;
  }

  boolean isInserted() {
    return inserted;
  }

  /** What a text says, its quotes and escapes gone. */
  void setValue(String value) {
    this.value = value;
  }

  String value() {
    return value == null ? getText() : value;
  }
}
