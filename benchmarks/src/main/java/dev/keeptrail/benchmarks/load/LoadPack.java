package dev.keeptrail.benchmarks.load;

/** The pack that the gateway under load serves: the example chain, the harness's own upstream. */
final class LoadPack {
  /** The environment variable that the pack takes its key from. */
  static final String KEY_VARIABLE = "KEEPTRAIL_LOAD_KEY";

  private LoadPack() {}

  static String yaml(int upstreamPort) {
    return """
    pack:
      name: load-run
      version: 1.0.0
      enabled: true
    providers:
      targets:
        - id: local-upstream
          provider: openai
          model: gpt-5.4-mini-mini
          base_url: http://127.0.0.1:%d/v1
          secret_key_ref:
            env: %s
    policies:
      chain:
        - prompt-injection
        - pii-detector
        - audit-logger
    policy:
      prompt-injection:
        response:
          action: block
      pii-detector:
        action: redact
        redaction:
          marker_format: label
      audit-logger: {}
    """
        .formatted(upstreamPort, KEY_VARIABLE);
  }
}
