package dev.keeptrail.benchmarks.load;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one load run does. Every number is bounded, so that a slip of the pen cannot keep a machine
 * busy for a day.
 *
 * @param launcher the {@code kt} that starts the gateway
 * @param result the JSON file to write
 * @param folder where ledgers and logs go; must be on a real disk for strict durability to mean
 *     anything
 * @param personalPercent how many of a hundred requests hold personal values
 * @param gatewayOptions handed on to {@code kt gateway run} as they are
 */
record LoadOptions(
    Path launcher,
    Path result,
    Path folder,
    List<Integer> connections,
    Set<Target> targets,
    int warmUpSeconds,
    int seconds,
    int rounds,
    int bodyBytes,
    int personalPercent,
    List<String> gatewayOptions) {

  static final String USAGE =
      """
      usage: load [options]
        --connections 1,16,32        closed-loop connections, 1 to 1024 each
        --targets direct,batch,strict  the bare upstream, the gateway by durability
        --warm-up 20                 seconds of load on each target before the first round
        --seconds 8                  length of one measurement
        --rounds 3                   how often every combination is measured
        --body 1024                  bytes of a request body
        --pii 0                      requests of a hundred that hold personal values
        --gateway-option TEXT        handed on to `kt gateway run`; repeatable
        --launcher FILE --result FILE --folder DIR
        --quick                      short: 1 round of 2 seconds after 3 seconds of warm-up
      """;

  LoadOptions {
    connections = List.copyOf(connections);
    targets = EnumSet.copyOf(targets);
    gatewayOptions = List.copyOf(gatewayOptions);
  }

  static LoadOptions parse(List<String> arguments) {
    var draft = new Draft();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      draft.take(rest.pop(), rest);
    }
    return draft.finish();
  }

  LoadOptions withGatewayOptions(List<String> others) {
    List<String> all = new ArrayList<>(gatewayOptions);
    all.addAll(others);
    return new LoadOptions(
        launcher,
        result,
        folder,
        connections,
        targets,
        warmUpSeconds,
        seconds,
        rounds,
        bodyBytes,
        personalPercent,
        all);
  }

  /** The options while they are read; later ones win. */
  private static final class Draft {
    private Path launcher = Path.of("kt");
    private Path result = Path.of("benchmarks/results/load.json");
    private Path folder = Path.of("benchmarks/target/load");
    private List<Integer> connections = List.of(1, 16, 32);
    private Set<Target> targets = EnumSet.allOf(Target.class);
    private int warmUpSeconds = 20;
    private int seconds = 8;
    private int rounds = 3;
    private int bodyBytes = 1024;
    private int personalPercent = 0;
    private final List<String> gatewayOptions = new ArrayList<>();

    private void take(String option, Deque<String> rest) {
      switch (option) {
        case "--launcher" -> launcher = Path.of(value(option, rest));
        case "--result" -> result = Path.of(value(option, rest));
        case "--folder" -> folder = Path.of(value(option, rest));
        case "--connections" -> connections = numbers(option, value(option, rest));
        case "--targets" -> targets = targets(value(option, rest));
        case "--warm-up" -> warmUpSeconds = number(option, value(option, rest), 0, 120);
        case "--seconds" -> seconds = number(option, value(option, rest), 1, 120);
        case "--rounds" -> rounds = number(option, value(option, rest), 1, 20);
        case "--body" -> bodyBytes = number(option, value(option, rest), 512, 100_000);
        case "--pii" -> personalPercent = number(option, value(option, rest), 0, 100);
        case "--gateway-option" -> gatewayOptions.add(value(option, rest));
        case "--quick" -> beQuick();
        default -> throw new IllegalArgumentException("unknown option `" + option + "`");
      }
    }

    private void beQuick() {
      warmUpSeconds = 3;
      seconds = 2;
      rounds = 1;
    }

    private LoadOptions finish() {
      return new LoadOptions(
          launcher,
          result,
          folder,
          connections,
          targets,
          warmUpSeconds,
          seconds,
          rounds,
          bodyBytes,
          personalPercent,
          gatewayOptions);
    }

    private static String value(String option, Deque<String> rest) {
      if (rest.isEmpty()) {
        throw new IllegalArgumentException("option `" + option + "` needs a value");
      }
      return rest.pop();
    }

    private static List<Integer> numbers(String option, String words) {
      List<Integer> numbers = new ArrayList<>();
      for (String word : words.split(",", -1)) {
        numbers.add(number(option, word, 1, 1024));
      }
      return numbers;
    }

    private static Set<Target> targets(String words) {
      Set<Target> targets = EnumSet.noneOf(Target.class);
      for (String word : words.split(",", -1)) {
        targets.add(Target.of(word));
      }
      return targets;
    }

    private static int number(String option, String word, int min, int max) {
      try {
        int number = Integer.parseInt(word);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Falls through to the one message for both faults.
      }
      throw new IllegalArgumentException(
          "option `%s` takes a number from %d to %d, not `%s`".formatted(option, min, max, word));
    }
  }
}
