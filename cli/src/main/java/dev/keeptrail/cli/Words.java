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

  private static List<String> lowerCase(Enum<?>[] values) {
    return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** {@code --log-format}. */
  static final class LogLayouts extends Words<LogLayout> {
    LogLayouts() {
      super(lowerCase(LogLayout.values()));
    }

    @Override
    LogLayout of(String word) {
      return LogLayout.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --outcome}. */
  static final class EscalationOutcomes extends Words<EscalationQueue.Outcome> {
    EscalationOutcomes() {
      super(lowerCase(EscalationQueue.Outcome.values()));
    }

    @Override
    EscalationQueue.Outcome of(String word) {
      return EscalationQueue.Outcome.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --state}. */
  static final class EscalationStates extends Words<Escalation.State> {
    EscalationStates() {
      super(lowerCase(Escalation.State.values()));
    }

    @Override
    Escalation.State of(String word) {
      return Escalation.State.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --fail-mode}. */
  static final class FailModes extends Words<FailMode> {
    FailModes() {
      super(lowerCase(FailMode.values()));
    }

    @Override
    FailMode of(String word) {
      return FailMode.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --auth}. */
  static final class AuthModes extends Words<AuthMode> {
    AuthModes() {
      super(lowerCase(AuthMode.values()));
    }

    @Override
    AuthMode of(String word) {
      return AuthMode.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --scope}. */
  static final class KeyScopes extends Words<KeyScope> {
    KeyScopes() {
      super(lowerCase(KeyScope.values()));
    }

    @Override
    KeyScope of(String word) {
      return KeyScope.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --durability}. */
  static final class Durabilities extends Words<Durability> {
    Durabilities() {
      super(lowerCase(Durability.values()));
    }

    @Override
    Durability of(String word) {
      return Durability.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --unknown-groups}. */
  static final class UnknownGroupRules extends Words<UnknownGroups> {
    UnknownGroupRules() {
      super(lowerCase(UnknownGroups.values()));
    }

    @Override
    UnknownGroups of(String word) {
      return UnknownGroups.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --format} of {@code events export}. */
  static final class ExportFormats extends Words<ExportFormat> {
    ExportFormats() {
      super(Stream.of(ExportFormat.values()).map(ExportFormat::word).toList());
    }

    @Override
    ExportFormat of(String word) {
      return ExportFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --format} of {@code events trail}. */
  static final class TextExportFormats extends Words<ExportFormat> {
    TextExportFormats() {
      super(
          Stream.of(ExportFormat.values())
              .filter(TrailExporter::writes)
              .map(ExportFormat::word)
              .toList());
    }

    @Override
    ExportFormat of(String word) {
      return ExportFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --by}. */
  static final class Countings extends Words<By> {
    Countings() {
      super(Stream.of(By.values()).map(By::word).toList());
    }

    @Override
    By of(String word) {
      return By.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --fail-level}. */
  static final class FailLevels extends Words<PolicyLintCommand.FailLevel> {
    FailLevels() {
      super(lowerCase(PolicyLintCommand.FailLevel.values()));
    }

    @Override
    PolicyLintCommand.FailLevel of(String word) {
      return PolicyLintCommand.FailLevel.valueOf(word.toUpperCase(Locale.ROOT));
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
  static final class ScanFormats extends Words<DetectScanCommand.ScanFormat> {
    ScanFormats() {
      super(lowerCase(DetectScanCommand.ScanFormat.values()));
    }

    @Override
    DetectScanCommand.ScanFormat of(String word) {
      return DetectScanCommand.ScanFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --source}. */
  static final class Sources extends Words<Source> {
    Sources() {
      super(Stream.of(Source.values()).map(Source::word).toList());
    }

    @Override
    Source of(String word) {
      return Source.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --format}. */
  static final class Formats extends Words<ReportFormat> {
    Formats() {
      super(lowerCase(ReportFormat.values()));
    }

    @Override
    ReportFormat of(String word) {
      return ReportFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --to} of {@code convert}. */
  static final class Notations extends Words<PackFile.Syntax> {
    Notations() {
      super(List.of("text", "yaml"));
    }

    @Override
    PackFile.Syntax of(String word) {
      return PackFile.Syntax.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** The shell of {@code completion}. */
  static final class Shells extends Words<CompletionCommand.Shell> {
    Shells() {
      super(lowerCase(CompletionCommand.Shell.values()));
    }

    @Override
    CompletionCommand.Shell of(String word) {
      return CompletionCommand.Shell.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** The document of {@code schema}. */
  static final class Documents extends Words<SchemaCommand.Document> {
    Documents() {
      super(lowerCase(SchemaCommand.Document.values()));
    }

    @Override
    SchemaCommand.Document of(String word) {
      return SchemaCommand.Document.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --format} of {@code policy test}. */
  static final class TestFormats extends Words<PolicyTestCommand.TestFormat> {
    TestFormats() {
      super(lowerCase(PolicyTestCommand.TestFormat.values()));
    }

    @Override
    PolicyTestCommand.TestFormat of(String word) {
      return PolicyTestCommand.TestFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --phase}. */
  static final class Phases extends Words<Phase> {
    Phases() {
      super(lowerCase(Phase.values()));
    }

    @Override
    Phase of(String word) {
      return Phase.valueOf(word.toUpperCase(Locale.ROOT));
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
  static final class ReplayForms extends Words<ReportForm> {
    ReplayForms() {
      super(lowerCase(ReportForm.values()));
    }

    @Override
    ReportForm of(String word) {
      return ReportForm.valueOf(word.toUpperCase(Locale.ROOT));
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
  static final class ImportFormats extends Words<LogFormat> {
    ImportFormats() {
      super(lowerCase(LogFormat.values()));
    }

    @Override
    LogFormat of(String word) {
      return LogFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code --mode} of {@code capture import}. */
  static final class CaptureModes extends Words<CaptureMode> {
    CaptureModes() {
      super(List.of("redacted", "full"));
    }

    @Override
    CaptureMode of(String word) {
      return CaptureMode.valueOf(word.toUpperCase(Locale.ROOT));
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
