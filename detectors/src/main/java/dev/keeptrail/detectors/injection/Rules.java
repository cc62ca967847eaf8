package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of {@code rules.txt}: which concepts make a sign when they stand close together, in
 * which order. Immutable once loaded.
 */
final class Rules {
  private final List<Rule> rules = new ArrayList<>();

  /** For each concept the steps that it takes, later elements of a chain before earlier ones. */
  private final List<List<Step>> steps = new ArrayList<>();

  private int slots;

  private Rules() {}

  /**
   * What a sign is called and worth.
   *
   * @param category what it is reported as; empty for signs that only weigh in
   * @param prior its weight, in units of log odds, where training says nothing else
   * @param least the score a text has at least where the sign stands; 0 for most
   * @param inContent whether that is so only in what the model is handed, not in what people write
   */
  record Rule(String name, String category, double prior, double least, boolean inContent) {
    private static final String CONTENT = " content";

    static Rule of(String name, String category, double prior, String least) {
      boolean inContent = least.endsWith(CONTENT);
      String score = inContent ? least.substring(0, least.length() - CONTENT.length()) : least;
      return new Rule(name, category, prior, Double.parseDouble(score), inContent);
    }

    /** The score that a text of a source has at least where the sign stands; 0 for most. */
    double floor(Source source) {
      return inContent && !isContent(source) ? 0 : least;
    }

    private static boolean isContent(Source source) {
      return switch (source) {
        case TOOL_RESULT, DOCUMENT, TOOL_DEFINITION -> true;
        case SYSTEM, USER, ASSISTANT, TOOL_ARGUMENTS, METADATA -> false;
      };
    }
  }

  /**
   * One element of one chain.
   *
   * @param slot where the chain up to and with this element is remembered
   * @param before the slot of the element before; -1 for the first
   * @param gap how many characters may stand between the two
   * @param last whether the chain is complete
   */
  record Step(int rule, int slot, int before, int gap, boolean last) {}

  static Rules load(Vocabulary vocabulary) {
    var rules = new Rules();
    for (int i = 0; i < vocabulary.concepts(); i++) {
      rules.steps.add(new ArrayList<>());
    }
    ResourceLines.of("rules.txt").forEach(line -> rules.readLine(line, vocabulary));
    return rules;
  }

  private void readLine(String line, Vocabulary vocabulary) {
    String[] parts = line.split("\\|", -1);
    String category = parts[1].strip();
    rules.add(
        Rule.of(
            parts[0].strip(),
            category.equals("-") ? "" : category,
            Double.parseDouble(parts[2].strip()),
            parts[3].strip()));
    String chain = parts[4].strip();
    boolean anyOrder = chain.startsWith("~");
    String[] tokens = (anyOrder ? chain.substring(1).strip() : chain).split(" ", -1);
    List<String> elements = new ArrayList<>();
    List<Integer> gaps = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      if (i % 2 == 0) {
        elements.add(tokens[i]);
      } else {
        gaps.add(Integer.parseInt(tokens[i]));
      }
    }
    if (anyOrder) {
      permute(elements, 0, gaps, vocabulary);
    } else {
      addChain(elements, gaps, vocabulary);
    }
  }

  private void permute(List<String> elements, int from, List<Integer> gaps, Vocabulary vocabulary) {
    if (from == elements.size() - 1) {
      addChain(elements, gaps, vocabulary);
      return;
    }
    for (int i = from; i < elements.size(); i++) {
      List<String> other = new ArrayList<>(elements);
      other.set(from, elements.get(i));
      other.set(i, elements.get(from));
      permute(other, from + 1, gaps, vocabulary);
    }
  }

  private void addChain(List<String> elements, List<Integer> gaps, Vocabulary vocabulary) {
    int rule = rules.size() - 1;
    for (int i = 0; i < elements.size(); i++) {
      boolean last = i == elements.size() - 1;
      int before = i == 0 ? -1 : slots - 1;
      var step = new Step(rule, slots, before, i == 0 ? 0 : gaps.get(i - 1), last);
      for (String concept : elements.get(i).split("/", -1)) {
        // WHY: first in, last out, so that a word that stands twice in a chain does not follow
        // itself.
        steps.get(vocabulary.concept(concept)).addFirst(step);
      }
      slots++;
    }
  }

  int count() {
    return rules.size();
  }

  Rule rule(int number) {
    return rules.get(number);
  }

  int slots() {
    return slots;
  }

  List<Step> steps(int concept) {
    return steps.get(concept);
  }
}
