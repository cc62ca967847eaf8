package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.reference.ReferenceEngine;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules make an answer wait for its end, as operators are told. */
final class WholeAnswerRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          false | when finding(category under "pii") then block "a.b"
          false | when finding(category under "pii") and identity(role == "guest") then block "a.b"
          false | when f: finding(category under "pii") and f.score > 0.5 then block "a.b"
          false | when finding(category under "pii") and exists identity(role == "guest") then block "a.b"
          false | when finding(category under "pii") and not request(model == "m") then block "a.b"
          false | when count(identity(role == "guest")) < 1 and finding(category under "pii") then block "a.b"
          false | when count(finding(category under "pii")) > 2 then flag "a.b"
          true  | when count(finding(category under "pii")) > 2 then block "a.b"
          true  | when finding(category under "pii") and finding(category under "pci") then block "a.b"
          true  | when not finding(category under "pii") then block "a.b"
          true  | when exists finding(category under "pii") then block "a.b"
          true  | when message(text contains "x") then block "a.b"
          true  | when finding(category under "pii") or message(text contains "x") then block "a.b"
          """)
  void aRuleThatLooksAtMoreThanOneFindingWaits(boolean waits, String rule) throws Exception {
    try (PolicyProgram program = program("", rule)) {
      if (waits) {
        assertThat(program.answers().wholeTextReasons()).containsExactly("rule p of policy guard");
      } else {
        assertThat(program.answers().wholeTextReasons()).isEmpty();
      }
      assertThat(program.answers().isRealtime()).isEqualTo(!waits);
    }
    try (PolicyProgram program = program("enforcement: shadow", rule)) {
      assertThat(program.answers().isRealtime()).isTrue();
    }
  }

  private static PolicyProgram program(String mode, String rule) throws Exception {
    String pack =
        """
        language 1

        pack example {
          version: "1.0.0"
        }

        chain {
          guard
        }

        policy guard on output {
          MODE
          rule p {
            RULE
          }
        }
        """
            .replace("MODE", mode)
            .replace("RULE", rule.replace(" then ", "\n    then "));
    CompiledPack compiled =
        new PackCompiler(PackSchemas.installed()).compileText(new SourceText("pack.pack", pack));
    assertThat(compiled.diagnostics()).isEmpty();
    return PolicyEngines.named(ReferenceEngine.NAME)
        .load(
            Objects.requireNonNull(compiled.plan()),
            new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
  }
}
