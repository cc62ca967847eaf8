package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in that the guide has its reader write compiles, is found and finds. */
@Timeout(300)
final class PlugInGuideIT {
  private static final Pattern SAVED =
      Pattern.compile("(?ms)Save this as `([^`\\n]+)`:\\n\\n```[a-z]*\\n(.*?)^```$");

  @TempDir Path folder;
  private final Map<String, String> saved = new LinkedHashMap<>();

  @BeforeEach
  void doWhatTheGuideSays() throws IOException {
    Matcher blocks =
        SAVED.matcher(
            Files.readString(DocumentedCommands.ROOT.resolve("docs/guides/detector-plugins.md")));
    while (blocks.find()) {
      Path file = folder.resolve(blocks.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, blocks.group(2));
      saved.put(blocks.group(1), blocks.group(2));
    }
  }

  @Test
  void theDetectorFindsWhatTheGuideSays() throws Exception {
    compile();

    assertThat(kt(0, "detect", "scan", "customers.txt", "--detectors", "customers.yaml"))
        .contains("plugin.customer_number", "1 finding\n");
  }

  @Test
  void aMisspelledSettingIsAnErrorWithItsLine() throws Exception {
    compile();
    Path file = folder.resolve("customers.yaml");
    Files.writeString(file, Files.readString(file).replace("prefix", "prefx"));

    assertThat(kt(2, "detect", "scan", "customers.txt", "--detectors", "customers.yaml"))
        .contains("customers.yaml:4:5: error[E002]: unknown key `prefx`", "did you mean `prefix`?");
  }

  @Test
  void theProjectNamesThisVersion() throws IOException {
    String version = Version.current().number();

    assertThat(saved.get("pom.xml"))
        .contains("<artifactId>keeptrail-detectors</artifactId>", "<version>" + version);
  }

  private void compile() throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    String source =
        saved.keySet().stream().filter(name -> name.endsWith(".java")).findFirst().orElseThrow();
    int exitCode =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.resolve("src/main/resources").toString(),
            folder.resolve(source).toString());
    assertThat(exitCode).isZero();
  }

  private String kt(int expected, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(
        System.getProperty("java.class.path")
            + File.pathSeparator
            + folder.resolve("src/main/resources"));
    command.add("dev.keeptrail.cli.Main");
    command.addAll(List.of(words));
    command.replaceAll(word -> saved.containsKey(word) ? folder.resolve(word).toString() : word);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KEEPTRAIL_HOME", folder.resolve("home").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(expected);
    return said;
  }
}
