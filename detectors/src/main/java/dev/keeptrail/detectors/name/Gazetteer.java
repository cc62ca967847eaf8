package dev.keeptrail.detectors.name;

import java.nio.ByteBuffer;

/**
 * Four word filters: first names, surnames, places, and words that ordinary text writes in lower
 * case. All hold words without the marks of Latin letters.
 *
 * @param first given names
 * @param surname family names
 * @param place towns, regions and countries, phrases included
 * @param common words seen in lower case often enough to be words
 */
public record Gazetteer(WordFilter first, WordFilter surname, WordFilter place, WordFilter common) {
  static final int FIRST = 1;
  static final int SURNAME = 1 << 1;
  static final int PLACE = 1 << 2;
  static final int COMMON = 1 << 3;

  static Gazetteer read(ByteBuffer in) {
    return new Gazetteer(
        WordFilter.read(in), WordFilter.read(in), WordFilter.read(in), WordFilter.read(in));
  }

  void writeTo(ByteBuffer out) {
    first.writeTo(out);
    surname.writeTo(out);
    place.writeTo(out);
    common.writeTo(out);
  }

  int size() {
    return first.size() + surname.size() + place.size() + common.size();
  }

  /** The filters that know the word, as bits. */
  int of(long hash) {
    return (first.has(hash) ? FIRST : 0)
        | (surname.has(hash) ? SURNAME : 0)
        | (place.has(hash) ? PLACE : 0)
        | (common.has(hash) ? COMMON : 0);
  }
}
