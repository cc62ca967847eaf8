package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that a kind comes with, out of a resource of its own, in named sections. Immutable.
 *
 * <p>A line of the resource is one of
 *
 * <pre>
 *   # a comment
 *   $NAME = a|b|c              a choice that later lines name as $NAME
 *   [name]                     a section begins
 *   phrase ; phrase            any of these phrases
 *   phrase ; ... >40 p ; ...   one of the first, and one of the others at most 40 characters behind
 *   phrase ; ... ~40 p ; ...   the same, in any order
 *   phrases => text            phrases that the text may take the place of
 * </pre>
 *
 * and {@code (a|b|)} in a phrase stands for each of its parts; an empty part leaves it out. Phrases
 * are matched as whole words, in any case.
 */
final class Vocabulary {
  private static final String INSTEAD = " => ";

  private static final Map<String, Vocabulary> READ = new ConcurrentHashMap<>();

  private final Map<String, Section> sections;

  private Vocabulary(Map<String, Section> sections) {
    this.sections = sections;
  }

  /** What stands between two headings, in the order of the resource. */
  record Section(List<String> phrases, List<Beside> beside, Map<String, List<String>> instead) {
    Section() {
      this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
    }
  }

  /** Phrases that count near others only. */
  record Beside(List<String> terms, List<String> others, int within, boolean anyOrder) {}

  /**
   * The vocabulary of that name, read when it is first asked for: who only checks a pack needs
   * none.
   *
   * @throws IllegalStateException when the resource is missing or cannot be read as said above
   */
  static Vocabulary of(String name) {
    return READ.computeIfAbsent(name, Vocabulary::read);
  }

  private static Vocabulary read(String name) {
    String file = name + ".txt";
    try (InputStream in =
        Objects.requireNonNull(Vocabulary.class.getResourceAsStream(file), file)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Vocabulary parse(String text) {
    Map<String, Section> sections = new LinkedHashMap<>();
    Map<String, String> choices = new LinkedHashMap<>();
    Section current = null;
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf(" = ");
      if (line.startsWith("$") && equals > 0) {
        choices.put(line.substring(1, equals), line.substring(equals + 3));
        continue;
      }
      line = named(line, choices);
      if (line.startsWith("[") && line.endsWith("]")) {
        current = new Section();
        sections.put(line.substring(1, line.length() - 1), current);
      } else if (current == null) {
        throw new IllegalStateException("a line of words before any section: " + line);
      } else {
        add(line, current);
      }
    }
    return new Vocabulary(sections);
  }

  /** The line with the choices that it names in their places. */
  private static String named(String line, Map<String, String> choices) {
    var read = new StringBuilder();
    int at = 0;
    for (int next = line.indexOf('$'); next >= 0; next = line.indexOf('$', at)) {
      int end = next + 1;
      while (end < line.length() && Character.isUpperCase(line.charAt(end))) {
        end++;
      }
      String choice = choices.get(line.substring(next + 1, end));
      if (choice == null) {
        throw new IllegalStateException("no choice of that name: " + line.substring(next, end));
      }
      read.append(line, at, next).append('(').append(choice).append(')');
      at = end;
    }
    return read.append(line, at, line.length()).toString();
  }

  private static void add(String line, Section section) {
    int instead = line.indexOf(INSTEAD);
    int near = mark(line);
    if (instead >= 0) {
      section
          .instead()
          .computeIfAbsent(
              line.substring(instead + INSTEAD.length()).strip(), _ -> new ArrayList<>())
          .addAll(phrases(line.substring(0, instead)));
    } else if (near < 0) {
      section.phrases().addAll(phrases(line));
    } else {
      int end = line.indexOf(' ', near);
      section
          .beside()
          .add(
              new Beside(
                  phrases(line.substring(0, near)),
                  phrases(line.substring(end)),
                  Integer.parseInt(line.substring(near + 1, end)),
                  line.charAt(near) == '~'));
    }
  }

  /** Where {@code >40} or {@code ~40} stands, or -1. */
  private static int mark(String line) {
    for (int i = 1; i + 1 < line.length(); i++) {
      if ((line.charAt(i) == '>' || line.charAt(i) == '~')
          && line.charAt(i - 1) == ' '
          && Character.isDigit(line.charAt(i + 1))) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> phrases(String list) {
    List<String> phrases = new ArrayList<>();
    for (String phrase : list.split(";", -1)) {
      if (!phrase.isBlank()) {
        expand("", phrase, phrases);
      }
    }
    return phrases;
  }

  /** One phrase for each way through its choices; white space comes to single spaces. */
  private static void expand(String done, String rest, List<String> into) {
    int open = rest.indexOf('(');
    if (open < 0) {
      into.add(
          Stream.of((done + rest).split(" ", -1))
              .filter(word -> !word.isEmpty())
              .collect(Collectors.joining(" ")));
      return;
    }
    int depth = 0;
    int from = open + 1;
    List<String> parts = new ArrayList<>();
    for (int at = open; at < rest.length(); at++) {
      char c = rest.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if ((c == '|' && depth == 1) || (c == ')' && depth == 0)) {
        parts.add(rest.substring(from, at));
        from = at + 1;
      }
      if (depth == 0) {
        break;
      }
    }
    if (depth > 0) {
      throw new IllegalStateException("a choice that does not end: " + rest);
    }
    for (String part : parts) {
      expand(done + rest.substring(0, open), part + rest.substring(from), into);
    }
  }

  Set<String> names() {
    return sections.keySet();
  }

  /**
   * The section of that name.
   *
   * @throws IllegalStateException when there is none
   */
  Section section(String name) {
    return Optional.ofNullable(sections.get(name))
        .orElseThrow(() -> new IllegalStateException("no section " + name));
  }

  /**
   * The same, and the author's own terms beside them, as whole words and as far away.
   *
   * @param own may be empty
   */
  ScanRequest scan(
      Collection<String> names,
      LoweringContext context,
      String label,
      int maxDistance,
      List<String> own) {
    return scan(names, context, label, maxDistance)
        .and(
            new ScanRequest(
                Set.of(), List.of(), Terms.wholeWords(context, label, own, maxDistance)));
  }

  /**
   * What is to be looked for: the words of the named sections, each reported as a category of the
   * policy's own that ends with the section's name.
   *
   * @param maxDistance edits that phrases may be away; words near others are matched as written
   */
  ScanRequest scan(
      Collection<String> names, LoweringContext context, String label, int maxDistance) {
    List<ScanRequest.TermList> terms = new ArrayList<>();
    List<ScanRequest.NearTerms> near = new ArrayList<>();
    for (String name : names) {
      Section section = section(name);
      String category = context.ownCategory(name);
      if (!section.phrases().isEmpty()) {
        terms.add(new ScanRequest.TermList(category, label, section.phrases(), maxDistance, true));
      }
      for (Beside beside : section.beside()) {
        near.add(
            new ScanRequest.NearTerms(
                category,
                label,
                beside.terms(),
                beside.others(),
                beside.within(),
                beside.anyOrder()));
      }
    }
    return new ScanRequest(Set.of(), List.of(), terms, near);
  }
}
