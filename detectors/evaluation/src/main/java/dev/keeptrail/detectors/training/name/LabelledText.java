package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.name.Tag;
import dev.keeptrail.detectors.name.Tokens;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text whose names are known, cut into tokens. Not changed once made. */
final class LabelledText {
  /** The tag of tokens of which only this is known, that they belong to no person or address. */
  static final byte NOBODY = -1;

  private final String source;
  private final String group;
  private final String text;
  private final List<Name> names;
  private final Tokens tokens;
  private final byte[] gold;

  private LabelledText(
      String source, String group, String text, List<Name> names, Tokens tokens, byte[] gold) {
    this.source = source;
    this.group = group;
    this.text = text;
    this.names = List.copyOf(names);
    this.tokens = tokens;
    this.gold = gold;
  }

  /** The corpus it is from. */
  String source() {
    return source;
  }

  /** What it shares with others of its corpus, such as the template: held out together. */
  String group() {
    return group;
  }

  String text() {
    return text;
  }

  /** The known names, by place, in UTF-16 offsets of the original. */
  List<Name> names() {
    return names;
  }

  Tokens tokens() {
    return tokens;
  }

  /** One tag for each token; not to be changed. */
  byte[] gold() {
    return gold;
  }

  /** A known name. */
  record Name(int start, int end, Tag.Kind kind) {}

  /** Joins what belongs together and lays the names over the tokens. */
  static LabelledText of(String source, String group, String text, List<Name> names) {
    List<Name> joined = joined(text, names);
    ScannedText seen = TextNormalizer.normalize(text);
    Tokens tokens = Tokens.of(seen);
    return new LabelledText(source, group, text, joined, tokens, gold(seen, tokens, joined));
  }

  /** A text without persons or addresses; what else it names is not known. */
  static LabelledText ofNobody(String source, String text) {
    Tokens tokens = Tokens.of(TextNormalizer.normalize(text));
    byte[] gold = new byte[tokens.count()];
    Arrays.fill(gold, NOBODY);
    return new LabelledText(source, "", text, List.of(), tokens, gold);
  }

  private static byte[] gold(ScannedText seen, Tokens tokens, List<Name> names) {
    byte[] gold = new byte[tokens.count()];
    int token = 0;
    for (Name name : names) {
      int tag = name.kind().begin();
      while (token < gold.length && seen.originalEnd(tokens.end(token)) <= name.start()) {
        token++;
      }
      while (token < gold.length && seen.originalStart(tokens.start(token)) < name.end()) {
        gold[token++] = (byte) tag;
        tag = name.kind().inside();
      }
    }
    return gold;
  }

  /** Pieces of an address that stand together are one address, its town and country included. */
  private static List<Name> joined(String text, List<Name> names) {
    var joined = new ArrayList<Name>();
    for (Name name : names.stream().sorted(LabelledText::byPlace).toList()) {
      Name last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && name.start() < last.end()) {
        continue;
      }
      if (last != null && isAddress(last, name) && isThin(text, last.end(), name.start())) {
        joined.set(joined.size() - 1, new Name(last.start(), name.end(), Tag.Kind.ADDRESS));
      } else {
        joined.add(name);
      }
    }
    return joined;
  }

  private static int byPlace(Name one, Name other) {
    int start = Integer.compare(one.start(), other.start());
    return start != 0 ? start : Integer.compare(other.end(), one.end());
  }

  private static boolean isAddress(Name one, Name other) {
    boolean places =
        (one.kind() == Tag.Kind.ADDRESS || one.kind() == Tag.Kind.PLACE)
            && (other.kind() == Tag.Kind.ADDRESS || other.kind() == Tag.Kind.PLACE);
    return places && (one.kind() == Tag.Kind.ADDRESS || other.kind() == Tag.Kind.ADDRESS);
  }

  private static boolean isThin(String text, int from, int to) {
    return to - from < 12 && text.substring(from, to).chars().allMatch(LabelledText::isThin);
  }

  private static boolean isThin(int c) {
    return Character.isWhitespace(c) || c == ',' || c == '>' || c == '?';
  }
}
