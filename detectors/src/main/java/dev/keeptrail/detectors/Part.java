package dev.keeptrail.detectors;

/**
 * Which part of a value a finding is, where one value stands in several places of the exchange.
 * Each part is a finding with its own segment and span; together they are one value.
 *
 * @param value number of the value within its scan, from 0
 * @param index position of the part, from 0
 * @param count how many parts the value has, at least two
 */
public record Part(int value, int index, int count) {
  public Part {
    if (value < 0 || index < 0 || count < 2 || index >= count) {
      throw new IllegalArgumentException("no such part of a value");
    }
  }
}
