package dev.keeptrail.benchmarks.check;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackConverter;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;

/**
 * A pack as an author would write it, with a hundred rules of five shapes: over tool calls,
 * findings, identities and messages, with definitions, joins, counts and negations.
 */
final class HundredRules {
  static final int RULES = 100;

  private static final String HEAD =
      """
      language 1

      pack hundred {
        version: "1.0.0"
        description: "a hundred rules"
      }

      provider openai-primary {
        provider: openai
        model: "gpt-5.4-mini"
        secret_key_ref: { env: OPENAI_API_KEY }
      }

      # What one person may move without a second pair of eyes.
      define transfer_limit = 10_000
      define inside = ["treasury", "accounting"]

      chain {
        prompt-injection
        hundred-rules
        pii-detector { action: redact }
        audit-logger
      }

      policy hundred-rules on tool {
      """;

  private static final String FIVE_RULES =
      """
        # Number ? of its kind.
        rule large-? "more than the limit needs somebody of the treasury" {
          when tool_call(name == "transfer_?", arguments.amount > transfer_limit + ?)
            and not identity(groups contains "treasury")
          then escalate "hundred.large_?" {
            assign: { team: treasury }
            message: "A transfer above {transfer_limit} waits for the treasury."
          }
        }

        rule unbooked-? "a transfer without a reference cannot be booked" {
          when tool_call(name in ["transfer_?", "payment_?"], not exists arguments.reference)
          then block "hundred.unbooked_?" { message: "A transfer needs a reference." }
        }

        rule personal-? "a tool outside the house gets no personal data" {
          when sent: tool_call(name like "external_?_*")
            and finding(category under "pii", channel == tool_arguments, call == sent.id)
          then block "hundred.personal_?"
        }

        rule spray-? "many transfers at once are for a person to see" {
          when count(tool_call(name == "transfer_?")) > 3
          then escalate "hundred.spray_?" { assign: { team: treasury } }
        }

        rule outside-? "what only the house may call" {
          when tool_call(name == "ledger_?") and identity(team not in inside)
          then flag "hundred.outside_?"
        }

      """;

  private HundredRules() {}

  static PackCompiler compiler() {
    return new PackCompiler(PackSchemas.installed());
  }

  static SourceText text() {
    var pack = new StringBuilder(HEAD);
    int shapes = 5;
    for (int i = 0; i < RULES / shapes; i++) {
      pack.append(FIVE_RULES.replace("?", Integer.toString(i)));
    }
    return new SourceText("hundred.pack", pack.toString().strip() + "\n}\n");
  }

  /** The same pack in the other notation. */
  static SourceText yaml() {
    PackCompiler compiler = compiler();
    CompiledPack pack = compiler.compileText(text());
    String name = "policy-config.yaml";
    return new SourceText(
        name, PackConverter.convert(pack, PackFile.Syntax.YAML, name, compiler::compileYaml));
  }
}
