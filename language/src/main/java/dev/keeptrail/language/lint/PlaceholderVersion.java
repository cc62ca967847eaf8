package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;

/** The version is {@code 0.0.0}, with or without something behind it. */
final class PlaceholderVersion implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.PLACEHOLDER_VERSION;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    String version = pack.plan().pack().version();
    if (version.matches("0\\.0\\.0([-+].*)?")) {
      advice.add(
          PackField.place(pack, "version"),
          "pack.version",
          "version " + Quoted.word(version) + " names no release",
          "events carry the version: give each release its own, starting with `0.1.0`");
    }
  }
}
