package dev.keeptrail.repl.options;

import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.judge.FindingsFrom;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Options that take one of a few words: the same list converts, completes and explains.
 *
 * @param <T> what a word stands for
 */
abstract sealed class OptionWords<T> implements ITypeConverter<T>, Iterable<String> {
  private final List<String> words;
  private final Function<String, T> meaning;

  private OptionWords(List<String> words, Function<String, T> meaning) {
    this.words = List.copyOf(words);
    this.meaning = meaning;
  }

  @Override
  public T convert(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!words.contains(word)) {
      throw new TypeConversionException("one of: " + String.join(", ", words));
    }
    return meaning.apply(word);
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  /** {@code --engine}. */
  static final class Engines extends OptionWords<String> {
    Engines() {
      super(PolicyEngines.names(), word -> word);
    }
  }

  /** {@code --findings}. */
  static final class Findings extends OptionWords<FindingsFrom> {
    Findings() {
      super(
          Stream.of(FindingsFrom.values()).map(FindingsFrom::word).toList(),
          word -> FindingsFrom.valueOf(word.toUpperCase(Locale.ROOT)));
    }
  }

  /** {@code --fail-on}. */
  static final class Changes extends OptionWords<String> {
    static final String ANY = "any";

    Changes() {
      super(
          Stream.concat(
                  Stream.of(ANY),
                  Stream.of(Change.values())
                      .filter(change -> change != Change.SAME)
                      .map(Change::word))
              .toList(),
          word -> word);
    }
  }
}
