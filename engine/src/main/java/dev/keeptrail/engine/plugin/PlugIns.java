package dev.keeptrail.engine.plugin;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Declaration;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import dev.keeptrail.detectors.plugin.WayOut;
import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.DetectorFile;
import dev.keeptrail.language.check.DetectorsChecker.CheckedDetector;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.kind.DetectorEntrySettings;
import dev.keeptrail.language.kind.DetectorSchema;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.source.SourceReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The plug-ins of one process, open from its start to its end. */
public final class PlugIns implements AutoCloseable {
  private final List<PlugIn> plugIns;

  private PlugIns(List<PlugIn> plugIns) {
    this.plugIns = List.copyOf(plugIns);
  }

  public static PlugIns none() {
    return new PlugIns(List.of());
  }

  /** Opens the detectors of a file, with the services that they ask reached directly. */
  public static PlugIns open(
      SourceReading reading, Path folder, List<DetectorProvider> providers, SecretSource secrets)
      throws PlugInException {
    return open(reading, folder, providers, secrets, WayOut.DIRECT);
  }

  /**
   * Opens the detectors of a file.
   *
   * @param reading what came of reading it
   * @param folder what relative paths in it start from
   * @param wayOut how services are reached
   * @throws PlugInException when the file has errors or a detector cannot be used; nothing is then
   *     left open
   */
  public static PlugIns open(
      SourceReading reading,
      Path folder,
      List<DetectorProvider> providers,
      SecretSource secrets,
      WayOut wayOut)
      throws PlugInException {
    DetectorFile file =
        DetectorFile.read(
            reading, schemas(providers), Stream.of(Source.values()).map(Source::word).toList());
    if (file.detectors().isEmpty() && !file.problems().isEmpty()) {
      throw new PlugInException(file.problems());
    }
    var values = new EntryValues(secrets, folder, wayOut);
    var opened = new ArrayList<PlugIn>();
    try {
      for (CheckedDetector entry : file.detectors()) {
        opened.add(open(entry, provider(entry, providers), values));
      }
    } catch (PlugInException e) {
      opened.forEach(PlugIn::close);
      throw e;
    }
    return new PlugIns(opened);
  }

  public List<PlugIn> all() {
    return plugIns;
  }

  @Override
  public void close() {
    plugIns.forEach(PlugIn::close);
  }

  private static List<DetectorSchema> schemas(List<DetectorProvider> providers)
      throws PlugInException {
    var schemas = new ArrayList<DetectorSchema>();
    for (DetectorProvider provider : providers) {
      try {
        schemas.add(ProviderSchemas.of(provider));
      } catch (RuntimeException | LinkageError e) {
        throw new PlugInException(
            "the provider %s cannot say what it takes: it failed with %s"
                .formatted(provider.getClass().getName(), e.getClass().getSimpleName()));
      }
    }
    return schemas;
  }

  private static DetectorProvider provider(
      CheckedDetector entry, List<DetectorProvider> providers) {
    return providers.stream()
        .filter(provider -> provider.name().equals(entry.provider()))
        .findFirst()
        .orElseThrow();
  }

  private static PlugIn open(CheckedDetector entry, DetectorProvider provider, EntryValues values)
      throws PlugInException {
    BatchDetector detector;
    try {
      detector = provider.open(values.of(entry, provider));
    } catch (UnusableDetectorException e) {
      throw new PlugInException(entry, String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      // WHY: what a plug-in throws is not known here, and its text may hold a secret.
      throw new PlugInException(entry, "its provider failed with " + e.getClass().getSimpleName());
    }
    try {
      checkCategories(detector.categories());
      return new PlugIn(entry.name(), detector, bounds(entry));
    } catch (IllegalArgumentException e) {
      detector.close();
      throw new PlugInException(entry, String.valueOf(e.getMessage()));
    }
  }

  private static void checkCategories(Set<String> declared) {
    Set<String> builtIn = Detectors.categories();
    for (String category : declared) {
      if (!builtIn.contains(category) && !Declaration.isOwn(category)) {
        throw new IllegalArgumentException(
            "there is no category `%s`; %s"
                .formatted(
                    category,
                    NearestWord.of(category, builtIn)
                        .map("did you mean `%s`?"::formatted)
                        .orElse("new ones are under `plugin`, such as `plugin.toxicity`")));
      }
    }
  }

  private static PlugIn.Bounds bounds(CheckedDetector entry) {
    return new PlugIn.Bounds(
        Duration.ofMillis(whole(entry, DetectorEntrySettings.TIMEOUT)),
        (int) whole(entry, DetectorEntrySettings.CONCURRENCY),
        sources(entry));
  }

  private static long whole(CheckedDetector entry, String setting) {
    return entry.settings().entries().get(setting) instanceof PlanValue.Int(long value) ? value : 1;
  }

  private static Set<Source> sources(CheckedDetector entry) {
    PlanValue listed = entry.settings().entries().get(DetectorEntrySettings.SOURCES);
    if (!(listed instanceof PlanValue.Sequence(List<PlanValue> words)) || words.isEmpty()) {
      return EnumSet.allOf(Source.class);
    }
    var sources = EnumSet.noneOf(Source.class);
    for (Source source : Source.values()) {
      if (words.contains(new PlanValue.Text(source.word()))) {
        sources.add(source);
      }
    }
    return sources;
  }
}
