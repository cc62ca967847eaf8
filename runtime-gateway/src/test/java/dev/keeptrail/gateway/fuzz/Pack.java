package dev.keeptrail.gateway.fuzz;

/** What policies make of values. */
enum Pack {
  /** None of them is looked for. */
  OTHERS(""),
  /** All are masked. */
  MASKS(""),
  /** All are masked once the whole answer is there. */
  WAITS("streaming_mode: buffered"),
  /** Secrets stop the answer, the rest is masked. */
  STOPS(""),
  /** All are masked, and calls are judged. */
  CALLS("");

  private static final String HEAD =
      """
      language 1
      pack fuzz { version: "1.0.0" }
      provider primary {
        provider: PROVIDER
        base_url: "BASE_URL"
        secret_key_ref: { env: KEY }
      }
      chain { CHAIN }
      """;

  private static final String MASKING =
      """
      policy masks on input, output {
        MODE
        rule personal {
          when finding(category under "pii")
          then redact "masks.personal"
        }
        rule card {
          when finding(category under "pci")
          then redact "masks.card"
        }
      }
      policy secrets on input, output {
        rule secret {
          when finding(category under "secret")
          then VERB "secrets.secret"
        }
      }
      """;

  private static final String LOOKING =
      """
      policy others on input, output {
        rule health {
          when finding(category under "phi")
          then redact "others.health"
        }
      }
      """;

  private static final String CALLING =
      """
      policy calls on tool {
        rule find {
          when tool_call(name == "find1")
          then block "calls.find"
        }
      }
      """;

  private final String mode;

  Pack(String mode) {
    this.mode = mode;
  }

  String text(String provider, String baseUrl) {
    String text =
        switch (this) {
          case OTHERS -> HEAD.replace("CHAIN", "others") + LOOKING;
          case MASKS, WAITS, STOPS -> HEAD.replace("CHAIN", "masks, secrets") + MASKING;
          case CALLS -> HEAD.replace("CHAIN", "masks, secrets, calls") + MASKING + CALLING;
        };
    return text.replace("PROVIDER", provider)
        .replace("BASE_URL", baseUrl)
        .replace("MODE", mode)
        .replace("VERB", this == STOPS ? "block" : "redact");
  }
}
