package dev.keeptrail.cli;

import dev.keeptrail.detectors.plugin.WayOut;
import dev.keeptrail.engine.plugin.PlugInException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.plugin.Providers;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.source.SourceReading;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --detectors}, for every command that looks into texts or checks what packs ask for. */
final class DetectorsOption {
  @Option(
      names = "--detectors",
      paramLabel = "<file>",
      description = "A detectors file: plug-ins that find beside the built-in detectors.")
  private @Nullable Path file;

  /** The detectors of the file, or none without one; to be closed by the caller. */
  PlugIns open(Invocation invocation) throws CommandFailedException {
    return file == null
        ? PlugIns.none()
        : open(invocation, file, ProxyOptions.ofEnvironment(invocation));
  }

  /**
   * The same.
   *
   * @param proxy on the way to services that the detectors ask; null for none
   */
  PlugIns open(Invocation invocation, @Nullable OutboundProxy proxy) throws CommandFailedException {
    return file == null ? PlugIns.none() : open(invocation, file, proxy);
  }

  private static PlugIns open(Invocation invocation, Path file, @Nullable OutboundProxy proxy)
      throws CommandFailedException {
    SourceReading reading = PackLoading.readOther(invocation, file);
    try {
      return PlugIns.open(
          reading,
          folder(file),
          Providers.installed(),
          invocation.secrets(),
          proxy == null ? WayOut.DIRECT : proxy.wayOut());
    } catch (PlugInException e) {
      invocation.err().print(new FrameRenderer(false).render(e.problems()));
      int code = e.problems().isEmpty() ? ExitCode.USAGE_OR_IO : ExitCode.PACK_ERRORS;
      throw new CommandFailedException(code, String.valueOf(e.getMessage()), null);
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of("") : parent;
  }
}
