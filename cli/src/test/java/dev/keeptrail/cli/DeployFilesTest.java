package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.keeptrail.gateway.GatewaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The files of {@code deploy/}. Manifests are held against the models of Kubernetes' own client,
 * which refuse a field that they do not know; no cluster has seen them here. The image is not built
 * here either: what its Dockerfile copies and names is compared with what there is.
 */
final class DeployFilesTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

  @Test
  void manifestsHaveNoFieldThatKubernetesDoesNotKnow() throws Exception {
    for (JsonNode manifest : manifests()) {
      validate(manifest.path("kind").asString(), manifest.toString());
    }
  }

  @Test
  void aMistypedFieldWouldBeSeen() throws IOException {
    JsonNode gateway = manifest("StatefulSet");
    String mistyped =
        gateway.toString().replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");

    assertThatThrownBy(() -> validate("StatefulSet", mistyped))
        .cause()
        .hasMessageContaining("readOnlyRootFileSystem");
  }

  @Test
  void kustomizationNamesEveryManifest() throws IOException {
    JsonNode kustomization = read(KUBERNETES.resolve("kustomization.yaml")).getFirst();

    assertThat(kustomization.path("resources").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(
            manifestFiles().map(file -> file.getFileName().toString()).toList());
  }

  @Test
  void packIsTheBundledOne() throws IOException {
    assertThat(KUBERNETES.resolve("policy-config.yaml"))
        .hasSameTextualContentAs(Path.of("../packs/audit-trail-example/policy-config.yaml"));
  }

  @Test
  void podKeepsWhatTheRestrictedStandardAsksFor() throws IOException {
    JsonNode pod = manifest("StatefulSet").at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0/securityContext");

    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asString())
        .isEqualTo("RuntimeDefault");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
  }

  @Test
  void whoEndsAGatewayWaitsForRequestsThatAreInside() throws IOException {
    JsonNode pod = manifest("StatefulSet").at("/spec/template/spec");
    List<String> arguments =
        pod.at("/containers/0/args").values().stream().map(JsonNode::asString).toList();
    long before =
        new DrainDelay().convert(arguments.get(arguments.indexOf("--drain-delay") + 1)).toSeconds();
    long inside = GatewaySettings.defaults().drainTimeout().plusSeconds(10).toSeconds();
    String grace = composed().path("stop_grace_period").asString();

    assertThat(before).isPositive();
    assertThat(pod.path("terminationGracePeriodSeconds").asLong()).isGreaterThan(before + inside);
    assertThat(Duration.parse("PT" + grace.toUpperCase(Locale.ROOT)))
        .isGreaterThan(Duration.ofSeconds(inside));
  }

  @Test
  void composeRunsTheImageAsTheGuideDoes() throws IOException {
    JsonNode gateway = composed();
    String guide = Files.readString(Path.of("..", "docs", "guides", "deploy.md"));

    assertThat(guide).contains("-t " + gateway.path("image").asString() + " .");
    assertThat(DEPLOY.resolve(gateway.at("/build/context").asString()).resolve("pom.xml")).exists();
    assertThat(gateway.path("read_only").asBoolean()).isTrue();
    assertThat(gateway.at("/cap_drop/0").asString()).isEqualTo("ALL");
    assertThat(gateway.at("/environment/" + GatewayVariables.TOKEN).asString()).contains(":?");
    String pack = gateway.at("/volumes/1").asString();
    assertThat(DEPLOY.resolve(pack.substring(0, pack.indexOf(':')))).isDirectory();
  }

  @Test
  void imageAndPodRunTheSameCommandAsTheSameUser() throws IOException {
    String dockerfile = Files.readString(DEPLOY.resolve("Dockerfile"));
    JsonNode pod = manifest("StatefulSet").at("/spec/template/spec");
    List<String> arguments =
        pod.at("/containers/0/args").valueStream().map(JsonNode::asString).toList();

    // A container alone has nobody in front who would send elsewhere.
    List<String> common = arguments.subList(0, arguments.indexOf(DrainDelay.OPTION));
    assertThat(dockerfile)
        .contains("CMD [\"" + String.join("\", \"", common) + "\"]")
        .contains("USER " + pod.at("/securityContext/runAsUser").asInt() + ":");
  }

  @Test
  void podRunsACommandThatKtTakes() throws IOException {
    JsonNode container = manifest("StatefulSet").at("/spec/template/spec/containers/0");
    String[] arguments =
        container.path("args").valueStream().map(JsonNode::asString).toArray(String[]::new);

    var parsed = CommandTree.complete(new TestInvocation().get()).parseArgs(arguments);
    assertThat(parsed.subcommand().subcommand().commandSpec().qualifiedName())
        .isEqualTo("kt gateway run");
    String variables = Files.readString(Path.of("..", "docs", "reference", "cli.md"));
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asString();
      assertThat(name.equals("OPENAI_API_KEY") || variables.contains("`" + name + "`"))
          .as(name)
          .isTrue();
      assertThat(variable.at("/valueFrom/secretKeyRef/name").asString()).isNotEmpty();
    }
  }

  @Test
  void probesAskForRoutesThatThereAre() throws IOException {
    JsonNode container = manifest("StatefulSet").at("/spec/template/spec/containers/0");
    String routes = Files.readString(Path.of("..", "docs", "reference", "gateway.md"));
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      String path = container.at("/" + probe + "/httpGet/path").asString();
      assertThat(routes).as(probe).contains("`GET " + path + "`");
    }
    assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
  }

  @Test
  void dockerfileCopiesWhatThereIs() throws IOException {
    String assembly = Files.readString(Path.of("src/main/assembly/distribution.xml"));
    for (String line : Files.readAllLines(DEPLOY.resolve("Dockerfile"))) {
      if (line.startsWith("COPY ") && !line.contains("--from")) {
        String source = line.split(" ", -1)[1];
        boolean archive =
            source.equals("cli/target/keeptrail-*.tar.gz") && assembly.contains(">tar.gz<");
        assertThat(archive || Files.exists(Path.of("..", source))).as(line).isTrue();
      }
    }
  }

  /** Podman knows no registry that it would look in for a short name. */
  @Test
  void baseImagesHaveTheirFullNames() throws IOException {
    assertThat(Files.readAllLines(DEPLOY.resolve("Dockerfile")))
        .filteredOn(line -> line.startsWith("FROM "))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM [a-z0-9-]+\\.[a-z.]+/\\S+:\\S+( AS \\w+)?"));
  }

  /** Older versions of podman-compose hand over {@code ${NAME:-}} as it stands. */
  @Test
  void nothingIsHandedOverUnread() throws IOException {
    assertThat(composed().path("environment").valueStream().map(JsonNode::asString))
        .isNotEmpty()
        .allMatch(value -> value.matches("\\$\\{\\w+:(\\?|-)[^}]+}"));
  }

  @Test
  void scriptMakesWhatTheDockerfileNames() throws IOException {
    String script = Files.readString(DEPLOY.resolve("prepare-image"));

    assertThat(Files.readString(DEPLOY.resolve("Dockerfile")))
        .contains(
            "@/opt/keeptrail/serve.args", "/opt/keeptrail/bin/kt", "/opt/keeptrail/bin:$PATH");
    assertThat(script)
        .contains("cached serve ", "cached read ", "\"$out/$kind.args\"")
        .contains("--name kt ", "mv \"$work/kt/bin/kt\" \"$out/bin/\"", "\"$out/lib/app/kt.cfg\"");
  }

  /** A volume begins with the rights of the image's folder; a user without a name is in group 0. */
  @Test
  void ledgersFolderIsForGroupZeroToo() throws IOException {
    assertThat(Files.readString(DEPLOY.resolve("Dockerfile")))
        .contains("mkdir -p /build /data/keeptrail && chmod 770 /data/keeptrail")
        .contains("COPY --from=prepare --chown=65532:0 /data /var/lib\n");
  }

  /** Java says so where a node gives none, unless it is told to say errors only. */
  @Test
  void gatewayOfTheImageAsksForHugePagesAsTheLauncherDoes() throws IOException {
    String flag = "-XX:+UseTransparentHugePages";

    assertThat(Files.readString(Path.of("..", "kt"))).contains(flag);
    assertThat(Files.readString(DEPLOY.resolve("prepare-image")))
        .containsPattern("(?m)^cached serve .*" + java.util.regex.Pattern.quote(flag))
        .doesNotContainPattern("(?m)^cached read .*HugePages")
        .containsPattern("(?m)^    printf '%s\\\\n' \"\\$\\{quiet\\[@]}\"$");
  }

  private static void validate(String kind, String json) throws ReflectiveOperationException {
    Class.forName(MODELS + kind)
        .getMethod("validateJsonElement", JsonElement.class)
        .invoke(null, JsonParser.parseString(json));
  }

  private static JsonNode composed() throws IOException {
    return read(DEPLOY.resolve("compose.yaml")).getFirst().at("/services/gateway");
  }

  private static JsonNode manifest(String kind) throws IOException {
    return manifests().stream()
        .filter(manifest -> manifest.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> manifests() throws IOException {
    List<JsonNode> manifests = new ArrayList<>();
    for (Path file : manifestFiles().toList()) {
      manifests.addAll(read(file));
    }
    return manifests;
  }

  private static Stream<Path> manifestFiles() throws IOException {
    List<String> others = List.of("kustomization.yaml", "policy-config.yaml");
    try (Stream<Path> files = Files.list(KUBERNETES)) {
      return files
          .filter(file -> !others.contains(file.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static List<JsonNode> read(Path file) throws IOException {
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
      return documents.readAll();
    }
  }
}
