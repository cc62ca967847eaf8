package dev.keeptrail.detectors.evaluation.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was marked and what was found, by type. For one thread at a time. */
final class SpanCounts {
  private final Map<String, Type> types = new TreeMap<>();
  private final Map<String, Long> unknown = new TreeMap<>();
  private final List<Note> notes = new ArrayList<>();
  private long rows;
  private long markedCharacters;
  private long leakedCharacters;

  /** A value that was missed, or a finding where nothing is marked. */
  record Note(String type, String what, String text) {}

  /** Counts of one type. Exact, half and overlap each include the one before. */
  static final class Type {
    long marked;
    long exact;
    long half;
    long overlap;
    long characters;
    long leaked;
    long found;
    long foundExact;
    long foundHalf;
    long foundOverlap;

    void add(Type other) {
      marked += other.marked;
      exact += other.exact;
      half += other.half;
      overlap += other.overlap;
      characters += other.characters;
      leaked += other.leaked;
      found += other.found;
      foundExact += other.foundExact;
      foundHalf += other.foundHalf;
      foundOverlap += other.foundOverlap;
    }
  }

  Type type(String name) {
    return types.computeIfAbsent(name, _ -> new Type());
  }

  Map<String, Type> types() {
    return types;
  }

  /** Marked spans whose type no category answers to, by the corpus's word. */
  Map<String, Long> unknown() {
    return unknown;
  }

  void row(long marked, long leaked) {
    rows++;
    markedCharacters += marked;
    leakedCharacters += leaked;
  }

  void unknown(String word) {
    unknown.merge(word, 1L, Long::sum);
  }

  void note(Note note) {
    notes.add(note);
  }

  List<Note> notes() {
    return notes;
  }

  long rows() {
    return rows;
  }

  long markedCharacters() {
    return markedCharacters;
  }

  long leakedCharacters() {
    return leakedCharacters;
  }

  /** Adds the counts, not the notes. */
  void add(SpanCounts other) {
    other.types.forEach((name, type) -> type(name).add(type));
    other.unknown.forEach((word, count) -> unknown.merge(word, count, Long::sum));
    rows += other.rows;
    markedCharacters += other.markedCharacters;
    leakedCharacters += other.leakedCharacters;
  }
}
