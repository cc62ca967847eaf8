package dev.keeptrail.cli;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.repl.input.MissingFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** From a file name to a compiled pack, and what to say when the file cannot be read. */
final class PackLoading {
  private static final String STANDARD_INPUT = "-";
  private static final String STANDARD_INPUT_NAME = "<stdin>";

  private static final int MAX_LAYERS = 16;

  private PackLoading() {}

  /** Compiles a file, or standard input for {@code -}; problems of the pack are in the result. */
  static CompiledPack compile(Invocation invocation, Path file) throws CommandFailedException {
    return compile(invocation, file, PlugIns.none());
  }

  /** The same for a pack that may ask for what plug-ins report. */
  static CompiledPack compile(Invocation invocation, Path file, PlugIns plugIns)
      throws CommandFailedException {
    return compiler(plugIns).compile(read(invocation, file), sources(file));
  }

  /** Compiles files of which each is laid over those before it. */
  static CompiledPack compile(Invocation invocation, List<Path> layers, PlugIns plugIns)
      throws CommandFailedException {
    Path lowest = layers.getFirst();
    if (layers.size() == 1) {
      return compile(invocation, lowest, plugIns);
    }
    checkLayers(layers);
    List<SourceReading> readings = new ArrayList<>();
    for (Path layer : layers) {
      readings.add(read(invocation, layer));
    }
    return compiler(plugIns).compileLayers(readings, SourceFiles.onDisk());
  }

  private static void checkLayers(List<Path> layers) throws CommandFailedException {
    if (layers.size() > MAX_LAYERS) {
      throw new CommandFailedException("a pack has at most %d layers".formatted(MAX_LAYERS), null);
    }
    for (Path layer : layers) {
      if (isStandardInput(layer) || PackReader.isText(layer.toString())) {
        throw new CommandFailedException(
            "`%s` cannot be a layer".formatted(layer),
            "layers are YAML files; `kt policy convert --to yaml` makes one of a text pack");
      }
    }
  }

  /** The compiler for what this installation can do. */
  static PackCompiler compiler() {
    return compiler(PlugIns.none());
  }

  /** The compiler for what this installation can do with these plug-ins. */
  static PackCompiler compiler(PlugIns plugIns) {
    return new PackCompiler(PackSchemas.with(plugIns.all()));
  }

  /** Where imports of the pack are found; standard input has no place to look from. */
  static SourceFiles sources(Path file) {
    return isStandardInput(file) ? SourceFiles.none() : SourceFiles.onDisk();
  }

  /** The plan of a pack without errors; warnings and errors go to standard error. */
  static PackPlan load(Invocation invocation, Path file) throws CommandFailedException {
    return load(invocation, file, PlugIns.none());
  }

  /** The same for a pack that may ask for what plug-ins report. */
  static PackPlan load(Invocation invocation, Path file, PlugIns plugIns)
      throws CommandFailedException {
    return load(invocation, List.of(file), plugIns);
  }

  /** The same for files of which each is laid over those before it. */
  static PackPlan load(Invocation invocation, List<Path> layers, PlugIns plugIns)
      throws CommandFailedException {
    CompiledPack pack = compile(invocation, layers, plugIns);
    PackPlan plan = pack.plan();
    invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
    if (plan == null) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS,
          "`%s` has errors and is not used".formatted(displayName(layers)),
          null);
    }
    return plan;
  }

  /** Compiles a text that is not on disk, as if it had that place there. */
  static CompiledPack compile(SourceText source) {
    return compiler().compile(new SourceReading.Decoded(source), SourceFiles.onDisk());
  }

  /** The text of a file, or of standard input for {@code -}. */
  static SourceText source(Invocation invocation, Path file) throws CommandFailedException {
    return switch (read(invocation, file)) {
      case SourceReading.Decoded decoded -> decoded.source();
      case SourceReading.TooLarge _ ->
          throw new CommandFailedException(
              ExitCode.PACK_ERRORS,
              "`%s` is larger than %d bytes".formatted(file, SourceReader.MAX_BYTES),
              null);
      case SourceReading.NotUtf8 invalid ->
          throw new CommandFailedException(
              ExitCode.PACK_ERRORS,
              "`%s` is not UTF-8 from line %d on".formatted(file, invalid.place().line()),
              null);
    };
  }

  static boolean isStandardInput(Path file) {
    return file.toString().equals(STANDARD_INPUT);
  }

  /** What reports call the file. */
  static String displayName(Path file) {
    return isStandardInput(file) ? STANDARD_INPUT_NAME : file.toString();
  }

  /** What reports call a pack of these files. */
  static String displayName(List<Path> layers) {
    return layers.stream().map(PackLoading::displayName).collect(Collectors.joining(" + "));
  }

  /** Reads what is no pack, such as an input to judge; a folder gets no advice about packs. */
  static SourceReading readOther(Invocation invocation, Path file) throws CommandFailedException {
    if (!isStandardInput(file) && Files.isDirectory(file)) {
      throw new CommandFailedException("`%s` is a folder".formatted(file), "name a file");
    }
    return read(invocation, file);
  }

  /** Reads a file, or standard input for {@code -}. */
  static SourceReading read(Invocation invocation, Path file) throws CommandFailedException {
    try {
      if (isStandardInput(file)) {
        byte[] bytes = invocation.in().readNBytes(SourceReader.MAX_BYTES + 1);
        return SourceReader.decode(STANDARD_INPUT_NAME, bytes);
      }
      return SourceReader.read(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailedException(MissingFile.said(file), null);
    } catch (AccessDeniedException e) {
      throw new CommandFailedException("`%s` may not be read".formatted(file), null);
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw new CommandFailedException(
            "`%s` is a folder".formatted(file),
            PackLocation.only(file)
                .map("the pack in it is `%s`"::formatted)
                .orElse("name a file; " + PackLocation.PACK_NAMES));
      }
      throw new CommandFailedException("`%s` cannot be read".formatted(file), Unwritable.reason(e));
    }
  }
}
