package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.CaptureSettings;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.plan.CapturePlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;

/** Checks what a pack says about captures. */
final class CaptureChecker {
  private final Problems problems;

  CaptureChecker(Problems problems) {
    this.problems = problems;
  }

  /** The section with the short form, a word alone, written out. */
  static BlockDecl writtenOut(BlockDecl section) {
    List<FieldDecl> fields =
        section.fields().stream()
            .map(field -> field.name().equals(CaptureSettings.NAME) ? writtenOut(field) : field)
            .toList();
    return new BlockDecl(section.span(), section.path(), fields, section.complete());
  }

  private static FieldDecl writtenOut(FieldDecl field) {
    if (!(field.value() instanceof ValueDecl.Text word)) {
      return field;
    }
    var mode = new FieldDecl(field.span(), CaptureSettings.MODE, word);
    return new FieldDecl(
        field.span(), field.name(), new ValueDecl.Mapping(word.span(), List.of(mode)));
  }

  CapturePlan check(CheckedBlock section) {
    if (!(section.values().entries().get(CaptureSettings.NAME)
        instanceof PlanValue.Mapping capture)) {
      return CapturePlan.NONE;
    }
    CaptureMode mode = mode(capture);
    SecretRef key =
        capture.entries().get(CaptureSettings.KEY) instanceof PlanValue.Secret(SecretRef ref)
            ? ref
            : null;
    if (key != null && mode != CaptureMode.FULL) {
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          section.keySpan(CaptureSettings.NAME),
          section.path(CaptureSettings.NAME) + "." + CaptureSettings.KEY,
          "`key_ref` goes with mode `full` only",
          "write `mode: full`, or remove the key");
    }
    int kilobytes =
        capture.entries().get(CaptureSettings.MAX_KILOBYTES) instanceof PlanValue.Int number
            ? (int) number.value()
            : CapturePlan.DEFAULT_KILOBYTES;
    return mode == CaptureMode.NONE ? CapturePlan.NONE : new CapturePlan(mode, key, kilobytes);
  }

  private static CaptureMode mode(PlanValue.Mapping capture) {
    for (CaptureMode mode : CaptureMode.values()) {
      if (new PlanValue.Text(mode.word()).equals(capture.entries().get(CaptureSettings.MODE))) {
        return mode;
      }
    }
    return CaptureMode.NONE;
  }
}
