package dev.keeptrail.cli;

import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.evaluation.corpus.Family;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.imports.LogFormat;
import dev.keeptrail.gateway.serving.UnknownGroups;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.report.ReportFormat;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.export.EventCounts.By;
import dev.keeptrail.ledger.export.ExportFormat;
import dev.keeptrail.ledger.export.TrailExporter;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.webhooks.Delivery;
import dev.keeptrail.webhooks.EventKind;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Options that take one of a few words: the same list converts, completes and explains.
 *
 * @param <T> what a word stands for
 */
abstract sealed class Words<T> implements ITypeConverter<T>, Iterable<String> {
  private final List<String> words;

  private Words(List<String> words) {
    this.words = List.copyOf(words);
  }

  abstract T of(String word);

  @Override
  public T convert(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!words.contains(word)) {
      throw new TypeConversionException("one of: " + String.join(", ", words));
    }
    return of(word);
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  /**
   * Words that are the names of constants, in small letters.
   *
   * @param <E> whose constants they are
   */
  abstract static sealed class Constants<E extends Enum<E>> extends Words<E> {
    private final Class<E> type;

    private Constants(Class<E> type) {
      this(type, Stream.of(type.getEnumConstants()).map(Constants::word).toList());
    }

    /** Some of them only. */
    private Constants(Class<E> type, List<String> words) {
      super(words);
      this.type = type;
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    final E of(String word) {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** {@code --log-format}. */
  static final class LogLayouts extends Constants<LogLayout> {
    LogLayouts() {
      super(LogLayout.class);
    }
  }

  /** {@code --outcome}. */
  static final class EscalationOutcomes extends Constants<EscalationQueue.Outcome> {
    EscalationOutcomes() {
      super(EscalationQueue.Outcome.class);
    }
  }

  /** {@code --state}. */
  static final class EscalationStates extends Constants<Escalation.State> {
    EscalationStates() {
      super(Escalation.State.class);
    }
  }

  /** {@code --fail-mode}. */
  static final class FailModes extends Constants<FailMode> {
    FailModes() {
      super(FailMode.class);
    }
  }

  /** {@code --auth}. */
  static final class AuthModes extends Constants<AuthMode> {
    AuthModes() {
      super(AuthMode.class);
    }
  }

  /** {@code --scope}. */
  static final class KeyScopes extends Constants<KeyScope> {
    KeyScopes() {
      super(KeyScope.class);
    }
  }

  /** {@code --durability}. */
  static final class Durabilities extends Constants<Durability> {
    Durabilities() {
      super(Durability.class);
    }
  }

  /** {@code --unknown-groups}. */
  static final class UnknownGroupRules extends Constants<UnknownGroups> {
    UnknownGroupRules() {
      super(UnknownGroups.class);
    }
  }

  /** {@code --format} of {@code events export}. */
  static final class ExportFormats extends Constants<ExportFormat> {
    ExportFormats() {
      super(ExportFormat.class);
    }
  }

  /** {@code --format} of {@code events trail}. */
  static final class TextExportFormats extends Constants<ExportFormat> {
    TextExportFormats() {
      super(
          ExportFormat.class,
          Stream.of(ExportFormat.values())
              .filter(TrailExporter::writes)
              .map(ExportFormat::word)
              .toList());
    }
  }

  /** {@code --by}. */
  static final class Countings extends Constants<By> {
    Countings() {
      super(By.class);
    }
  }

  /** {@code --fail-level}. */
  static final class FailLevels extends Constants<PolicyLintCommand.FailLevel> {
    FailLevels() {
      super(PolicyLintCommand.FailLevel.class);
    }
  }

  /** {@code --only} of {@code detect eval}. */
  static final class Families extends Words<Family> {
    Families() {
      super(Stream.of(Family.values()).map(Family::word).toList());
    }

    @Override
    Family of(String word) {
      return Stream.of(Family.values())
          .filter(family -> family.word().equals(word))
          .findFirst()
          .orElseThrow();
    }
  }

  /** {@code --format} of {@code detect scan}. */
  static final class ScanFormats extends Constants<DetectScanCommand.ScanFormat> {
    ScanFormats() {
      super(DetectScanCommand.ScanFormat.class);
    }
  }

  /** {@code --source}. */
  static final class Sources extends Constants<Source> {
    Sources() {
      super(Source.class);
    }
  }

  /** {@code --format}. */
  static final class Formats extends Constants<ReportFormat> {
    Formats() {
      super(ReportFormat.class);
    }
  }

  /** {@code --to} of {@code convert}. */
  static final class Notations extends Constants<PackFile.Syntax> {
    Notations() {
      super(PackFile.Syntax.class, List.of("text", "yaml"));
    }
  }

  /** The shell of {@code completion}. */
  static final class Shells extends Constants<CompletionCommand.Shell> {
    Shells() {
      super(CompletionCommand.Shell.class);
    }
  }

  /** The document of {@code schema}. */
  static final class Documents extends Constants<SchemaCommand.Document> {
    Documents() {
      super(SchemaCommand.Document.class);
    }
  }

  /** {@code --format} of {@code policy test}. */
  static final class TestFormats extends Constants<PolicyTestCommand.TestFormat> {
    TestFormats() {
      super(PolicyTestCommand.TestFormat.class);
    }
  }

  /** {@code --phase}. */
  static final class Phases extends Constants<Phase> {
    Phases() {
      super(Phase.class);
    }
  }

  /** {@code --against} of {@code replay}. */
  static final class ReplayBases extends Words<String> {
    ReplayBases() {
      super(List.of("recorded"));
    }

    @Override
    String of(String word) {
      return word;
    }
  }

  /** {@code --format} of {@code replay}. */
  static final class ReplayForms extends Constants<ReportForm> {
    ReplayForms() {
      super(ReportForm.class);
    }
  }

  /** {@code --change} of {@code events shadow}. */
  static final class ShadowChanges extends Words<String> {
    ShadowChanges() {
      super(
          Stream.of(Change.values())
              .filter(change -> change != Change.SAME)
              .map(Change::word)
              .toList());
    }

    @Override
    String of(String word) {
      return word;
    }
  }

  /** {@code --format} of {@code capture import}. */
  static final class ImportFormats extends Constants<LogFormat> {
    ImportFormats() {
      super(LogFormat.class);
    }
  }

  /** {@code --mode} of {@code capture import}. */
  static final class CaptureModes extends Constants<CaptureMode> {
    CaptureModes() {
      super(CaptureMode.class, List.of("redacted", "full"));
    }
  }

  /** {@code --events} of webhooks. */
  static final class EventKinds extends Words<EventKind> {
    EventKinds() {
      super(Stream.of(EventKind.values()).map(EventKind::word).toList());
    }

    @Override
    EventKind of(String word) {
      return EventKind.of(word).orElseThrow();
    }
  }

  /** {@code --state} of deliveries. */
  static final class DeliveryStates extends Words<Delivery.State> {
    DeliveryStates() {
      super(Stream.of(Delivery.State.values()).map(Delivery.State::word).toList());
    }

    @Override
    Delivery.State of(String word) {
      return Delivery.State.of(word).orElseThrow();
    }
  }

  /** As events record them; also as {@code blocked} for {@code block}. */
  static final class Verdicts extends Words<String> {
    Verdicts() {
      super(Stream.of(Verdict.values()).map(Verdict::word).toList());
    }

    @Override
    public String convert(String text) {
      try {
        return EventQueries.parseVerdict(text);
      } catch (QueryFormatException _) {
        return super.convert(text);
      }
    }

    @Override
    String of(String word) {
      return word;
    }
  }
}
