package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the detectors are meant to reach, held against the figures of a report. A goal names figures
 * by their beginning and end; the worst of them counts.
 */
public final class Goals {
  private static final List<Goal> GOALS =
      List.of(
          least(
              "attacks outside training, macro recall at 1 % false alarms",
              0.45, "injection.unseen_recall.at_1_percent*"),
          least(
              "plain overrides of training sources, worst (memory; see the model's card)",
              0.85,
              "injection.recall.inj-gandalf*",
              "injection.recall.inj-giskard*",
              "injection.recall.inj-pallms*",
              "injection.recall.inj-pyrit*",
              "injection.recall.inj-garak*"),
          least(
              "orders in wrappers for agents, of training sources (memory)",
              0.75,
              "injection.recall.spikee*"),
          least("attacks in the worst disguise, share still found", 0.95, "disguise.attacks.*"),
          least("attacks in the worst container, share still found", 0.85, "container.attacks.*"),
          least("values in the worst container, share still found", 0.90, "container.values.*"),
          most(
              "prompts with trigger words that are flagged",
              0.07,
              "injection.false_alarms.ben-spikee-fp*",
              "injection.false_alarms.ben-fuzzyai*",
              "injection.false_alarms.frr-en*"),
          most("benign texts that are flagged", 0.005, "injection.false_alarms"),
          least("e-mail, worst F1 of any set", 0.98, "pii.*.email.f1"),
          least("card, worst F1 of any set", 0.98, "pii.*.card.f1"),
          least("IBAN, worst F1 of any set", 0.98, "pii.*.iban.f1"),
          least("US SSN, worst F1 of any set", 0.98, "pii.*.ssn.f1"),
          least("IP address, worst F1 of any set", 0.98, "pii.*.ip.f1"),
          least("MAC address, worst F1 of any set", 0.98, "pii.*.mac.f1"),
          least("phone number, worst F1 of any set", 0.90, "pii.*.phone.f1"),
          least("valid identity numbers that their scheme accepts", 0.97, "schemes.accepted"),
          least("invalid identity numbers that it refuses", 0.95, "schemes.refused"),
          least("valid values of all kinds found", 0.97, "cases.accepted"),
          least("invalid values of all kinds not found", 0.95, "cases.refused"),
          least(
              "all types of the Presidio set (names: known text), precision",
              0.80,
              "pii.pii-presidio-large.everything.precision"),
          least(
              "all types of the Presidio set (names: known text), recall",
              0.70,
              "pii.pii-presidio-large.everything.recall"),
          most(
              "benign texts, personal data apart, in which a secret is seen",
              0.0002,
              "secrets.benign_documents_flagged"),
          least(
              "secrets of others' rules of which any row is found, share of rows",
              0.95,
              "secrets.known_rules.recall"),
          least(
              "the same, of rows with anything made by chance in them",
              0.95,
              "secrets.known_rules.random_recall"),
          most("cost of the usual detectors at 2 kB, us/KB p50", 40, "cost.usual.2048"));

  private Goals() {}

  private record Goal(String measure, boolean least, double bound, List<String> figures) {}

  private static Goal least(String measure, double bound, String... figures) {
    return new Goal(measure, true, bound, List.of(figures));
  }

  private static Goal most(String measure, double bound, String... figures) {
    return new Goal(measure, false, bound, List.of(figures));
  }

  /** Puts the goals that were measured before everything else. */
  public static void addTo(Report report) {
    var table = new Table("", "measure", "goal", "measured", "reached");
    var measured = new ArrayList<Goal>();
    for (Goal goal : GOALS) {
      OptionalDouble value = worst(goal, report.figures());
      if (value.isPresent()) {
        measured.add(goal);
        double number = value.getAsDouble();
        boolean reached = goal.least() ? number >= goal.bound() : number <= goal.bound();
        table.add(
            Cell.of(goal.measure()),
            Cell.of((goal.least() ? ">= " : "<= ") + shown(goal.bound())),
            Cell.number(number, goal.bound() > 1 ? 1 : goal.bound() < 0.01 ? 5 : 3),
            Cell.of(reached ? "yes" : "no"));
      }
    }
    if (!measured.isEmpty()) {
      report.firstSection("Goals").table(table);
    }
  }

  private static String shown(double bound) {
    return new BigDecimal(Double.toString(bound)).stripTrailingZeros().toPlainString();
  }

  private static OptionalDouble worst(Goal goal, Map<String, Double> figures) {
    var values =
        figures.entrySet().stream()
            .filter(figure -> goal.figures().stream().anyMatch(name -> fits(figure.getKey(), name)))
            .mapToDouble(Map.Entry::getValue);
    return goal.least() ? values.min() : values.max();
  }

  /** A star stands for anything. */
  private static boolean fits(String figure, String name) {
    int star = name.indexOf('*');
    if (star < 0) {
      return figure.equals(name);
    }
    String start = name.substring(0, star);
    String end = name.substring(star + 1);
    return figure.length() >= start.length() + end.length()
        && figure.startsWith(start)
        && figure.endsWith(end);
  }
}
