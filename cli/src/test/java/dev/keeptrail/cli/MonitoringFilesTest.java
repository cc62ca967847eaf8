package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The files for Prometheus and Grafana ask for what a gateway measures, and say what there is to do
 * in commands that there are. When an alert is due is for {@code promtool test rules} to say.
 */
final class MonitoringFilesTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern METRIC = Pattern.compile("keeptrusts_gateway_[a-z_]+");
  private static final Pattern PART_OF_METRIC = Pattern.compile("_(bucket|sum|count)$");
  private static final Pattern COMMAND = Pattern.compile("`kt ([a-z -]+?)(?: --[^`]*)?`");

  @Test
  void alertsAskForWhatIsMeasured() throws IOException {
    assertThat(alerts()).isNotEmpty();
    assertThat(metricsIn(Files.readString(rules()))).isNotEmpty().isSubsetOf(measured());
  }

  @Test
  void dashboardShowsWhatIsMeasured() throws IOException {
    String dashboard = Files.readString(DEPLOY.resolve("grafana").resolve("keeptrail.json"));

    assertThat(new JsonMapper().readTree(dashboard).path("panels")).isNotEmpty();
    assertThat(metricsIn(dashboard)).isNotEmpty().isSubsetOf(measured());
  }

  @Test
  void eachAlertSaysHowBadItIsAndWhatToDo() throws IOException {
    assertThat(alerts())
        .allSatisfy(alert -> {
          assertThat(alert.at("/labels/severity").asString()).isIn("critical", "warning", "info");
          assertThat(alert.at("/annotations/summary").asString())
              .contains("{{ $labels.instance }}");
          assertThat(alert.at("/annotations/description").asString()).isNotEmpty();
        });
  }

  @Test
  void commandsThatAlertsNameAreThere() throws IOException {
    List<String> commands =
        COMMAND.matcher(Files.readString(rules())).results().map(found -> found.group(1)).toList();

    assertThat(commands)
        .contains("events tail", "escalation list")
        .allSatisfy(command -> {
          String[] words = (command + " --help").split(" ", -1);
          assertThat(new CommandRun().run(words)).as(command).isZero();
        });
  }

  @Test
  void eachAlertIsTriedAndOnThePageForOperators() throws IOException {
    String tests = Files.readString(DEPLOY.resolve("prometheus").resolve("keeptrail.test.yaml"));
    String page = Files.readString(DOCS.resolve("guides").resolve("operate.md"));

    assertThat(alerts())
        .extracting(alert -> alert.path("alert").asString())
        .allSatisfy(name -> {
          assertThat(tests).contains('"' + name + '"');
          assertThat(page).contains("| `" + name + "` |");
        });
  }

  private static Path rules() {
    return DEPLOY.resolve("prometheus").resolve("keeptrail.rules.yaml");
  }

  private static List<JsonNode> alerts() throws IOException {
    return new YAMLMapper()
        .readTree(rules().toFile())
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .filter(rule -> rule.has("alert"))
        .toList();
  }

  private static List<String> measured() throws IOException {
    return metricsIn(Files.readString(DOCS.resolve("reference").resolve("observability.md")));
  }

  private static List<String> metricsIn(String text) {
    Stream<String> names = METRIC.matcher(text).results().map(MatchResult::group);
    return names.map(name -> PART_OF_METRIC.matcher(name).replaceFirst("")).distinct().toList();
  }
}
