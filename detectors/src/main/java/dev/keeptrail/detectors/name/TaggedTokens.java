package dev.keeptrail.detectors.name;

import java.util.Arrays;

/**
 * Tokens on their way through the tagger: tags so far, and what is known of words, looked up once.
 * Reads ahead freely, tags from the left. Confined to one call.
 */
final class TaggedTokens {
  private static final int MEMORY = 256;
  private static final short UNKNOWN = -1;

  private final Tokens tokens;
  private final WordClasses words;
  private final Gazetteer gazetteer;
  private final FieldEnds fields;
  private final byte[] tags;
  private final short[] margins;
  private final short[] classes;
  private final byte[] lists;
  private final long[] rememberedWords = new long[MEMORY];
  private final byte[] rememberedTags = new byte[MEMORY];

  TaggedTokens(Tokens tokens, TaggerModel model) {
    this.tokens = tokens;
    this.fields = new FieldEnds(tokens);
    this.words = model.classes();
    this.gazetteer = model.gazetteer();
    this.tags = new byte[tokens.count()];
    this.margins = new short[tokens.count()];
    this.classes = new short[tokens.count()];
    this.lists = new byte[tokens.count()];
    Arrays.fill(classes, UNKNOWN);
    Arrays.fill(lists, (byte) UNKNOWN);
  }

  Tokens tokens() {
    return tokens;
  }

  int tag(int token) {
    return token < 0 ? Tag.NONE : tags[token];
  }

  /** The tag before a token in the same field; none at the start of one. */
  int tagBefore(int token) {
    int before = tag(token - 1);
    return before != Tag.NONE && fields.isBefore(token) ? Tag.NONE : before;
  }

  /** The tag before that one, in the same field. */
  int tagEarlier(int token) {
    int earlier = tag(token - 2);
    boolean other = earlier != Tag.NONE && (fields.isBefore(token) || fields.isBefore(token - 1));
    return other ? Tag.NONE : earlier;
  }

  /** Whether a token begins a field of a table. */
  boolean beginsField(int token) {
    return fields.isBefore(token);
  }

  int margin(int token) {
    return margins[token];
  }

  void setTag(int token, int tag, int margin) {
    tags[token] = (byte) tag;
    margins[token] = (short) Math.min(margin, Short.MAX_VALUE);
    if (tag != Tag.NONE && tokens.kind(token) <= Tokens.UNCASED && tokens.length(token) > 1) {
      int slot = (int) (tokens.hash(token) >>> 30) & (MEMORY - 1);
      rememberedWords[slot] = tokens.hash(token);
      rememberedTags[slot] = (byte) tag;
    }
  }

  /** The tag the same word had last, further up in the text. */
  int rememberedTag(int token) {
    int slot = (int) (tokens.hash(token) >>> 30) & (MEMORY - 1);
    return rememberedWords[slot] == tokens.hash(token) ? rememberedTags[slot] : Tag.NONE;
  }

  /** The word classes of a token; none outside the text. */
  int classes(int token) {
    if (token < 0 || token >= classes.length || tokens.kind(token) > Tokens.UNSPACED) {
      return 0;
    }
    if (classes[token] == UNKNOWN) {
      classes[token] = (short) words.of(tokens.hash(token));
    }
    return classes[token];
  }

  /** The word lists that know a token, and {@link Gazetteer#PLACE} for phrases it is part of. */
  int lists(int token) {
    if (token < 0 || token >= lists.length || tokens.kind(token) > Tokens.UNCASED) {
      return 0;
    }
    if (lists[token] == UNKNOWN) {
      int known = gazetteer.of(tokens.base(token));
      boolean phrase = isPlacePhrase(token - 1) || isPlacePhrase(token);
      lists[token] = (byte) (known | (phrase ? Gazetteer.PLACE : 0));
    }
    return lists[token];
  }

  /** Only the word itself, for words of which most are not looked at again. */
  boolean isUncommonFirstName(int token) {
    long base = tokens.base(token);
    return gazetteer.first().has(base) && !gazetteer.common().has(base);
  }

  private boolean isPlacePhrase(int token) {
    return token >= 0
        && tokens.kind(token) <= Tokens.UNCASED
        && tokens.kind(token + 1) <= Tokens.UNCASED
        && gazetteer.place().has(Hashing.both(tokens.base(token), tokens.base(token + 1)));
  }
}
