package dev.keeptrail.repl.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which packs a replay judges with: {@code --pack} and {@code --baseline}. */
public final class PackOptions {
  @Option(
      names = "--pack",
      paramLabel = "<pack>",
      required = true,
      description = "The pack to judge with: text, YAML or a compiled pack (*.ktpack).")
  private Path pack = Path.of("");

  @Option(
      names = "--baseline",
      paramLabel = "<pack>",
      description = "Hold it against this pack. Default: against what was recorded.")
  private @Nullable Path baseline;

  public Path pack() {
    return pack;
  }

  /** Null for what was recorded. */
  public @Nullable Path baseline() {
    return baseline;
  }
}
