package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds that change texts or count tools, with bodies around them. */
@Timeout(180)
final class RewritingIT {
  private static final String HEAD =
      """
      pack: {name: kinds, version: 1.0.0}
      providers:
        targets:
          - {id: main, provider: openai, base_url: "URL", secret_key_ref: {env: KEY}}
      """;

  @Test
  void requestsAndAnswersAreRewrittenOnRecord() throws Exception {
    String pack =
        HEAD
            + """
            policies: {chain: [request-rewriter, pii-detector, response-rewriter, audit-logger]}
            policy:
              request-rewriter:
                rules:
                  - {name: brand, pattern: oldcorp, replacement: New Corp}
                  - {name: mark, pattern: "contact .*", replacement: "(external) ", position: prepend}
              response-rewriter:
                rules:
                  - {name: sign, pattern: "regards$", replacement: ", the team", position: append}
            """;
    try (var upstream = FakeUpstream.saying("Kind regards");
        var house = house(pack, upstream)) {
      HttpResponse<String> response =
          house.ask(House.prompt("OldCorp: contact ann@example.com today"));

      assertThat(House.json(upstream.only().body()).at("/messages/0/content").asString())
          .isEqualTo("New Corp: (external) contact [EMAIL] today");
      assertThat(House.json(response).at("/choices/0/message/content").asString())
          .isEqualTo("Kind regards, the team");
      DecisionEvent event = house.store.only();
      assertThat(event.transformed()).isTrue();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.reasonCode()).isEqualTo("request_rewriter.rewritten");
      assertThat(event.redactions())
          .extracting(edit -> edit.policy() + " " + edit.format())
          .containsExactly(
              "request-rewriter rewrite",
              "request-rewriter rewrite",
              "pii-detector label",
              "response-rewriter rewrite");
    }
  }

  /** Whoever knows the rules could have what they take out put together again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann##example.com|hi|409",
        "411~1111~1111~1111~1|hi|409",
        "an~ything but ben@example.com|hi|200",
        "write to us##now|hi|200",
        "ring HELPLINE|hi|200",
        "hello|ann%%example.com|409",
        "hello|a%%b and ben@example.com|200",
        "hello|mail DESK|200",
      })
  void whatIsRewrittenIsJudgedAsItStandsThen(String asked, String said, int status)
      throws Exception {
    String pack =
        HEAD
            + """
            policies: {chain: [request-rewriter, response-rewriter, pii-detector]}
            policy:
              request-rewriter:
                rules:
                  - {name: at, pattern: "##", replacement: "@"}
                  - {name: gone, pattern: "~", replacement: ""}
                  - {name: own, pattern: HELPLINE, replacement: "help@corp.example.com"}
              response-rewriter:
                rules:
                  - {name: at, pattern: "%%", replacement: "@"}
                  - {name: own, pattern: DESK, replacement: "desk@corp.example.com"}
              pii-detector: {redaction: {marker_format: pseudonym}}
            """;
    try (var upstream = FakeUpstream.saying(said);
        var house = house(pack, upstream)) {
      HttpResponse<String> response = house.ask(House.prompt(asked));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      assertThat(response.body()).doesNotContain("ann@", "ben@");
      assertThat(upstream.received.toString()).doesNotContain("ann@", "ben@", "4111");
      DecisionEvent event = house.store.only();
      assertThat(event.reasonCode().equals("gateway.rewritten_finding")).isEqualTo(status == 409);
      if (status == 409) {
        assertThat(event.decisivePolicy()).isEqualTo("pii-detector");
        assertThat(upstream.received).hasSize(asked.equals("hello") ? 1 : 0);
      }
    }
  }

  /** Rules would rewrite their own words, or put together in two steps what nobody may see. */
  @Test
  void everyTargetGetsWhatCameRewrittenOnce() throws Exception {
    String pack =
        """
        pack: {name: steps, version: 1.0.0}
        providers:
          targets:
            - {id: first, provider: openai, base_url: "FIRST"}
            - {id: second, provider: openai, base_url: "SECOND"}
            - {id: copies, provider: openai, base_url: "THIRD"}
          fallback: {}
          mirroring: {enabled: true, mirror_target: copies}
        policies: {chain: [request-rewriter, pii-detector]}
        policy:
          request-rewriter:
            rules:
              - {name: at, pattern: "##", replacement: "@"}
              - {name: gone, pattern: "~", replacement: ""}
              - {name: mark, pattern: "contact .*", replacement: "(external) ", position: prepend}
        """;
    try (var first = FakeUpstream.answering(500, "text/plain", "");
        var second = FakeUpstream.saying("hi");
        var third = FakeUpstream.saying("hi");
        var house =
            new House(
                House.settings(),
                Programs.of(
                    pack.replace("FIRST", first.baseUrl())
                        .replace("SECOND", second.baseUrl())
                        .replace("THIRD", third.baseUrl())))) {
      HttpResponse<String> response =
          house.ask(House.prompt("ann#~#example.com: contact ben@example.com"));

      assertThat(response.statusCode()).isEqualTo(200);
      while (!house.get("/metrics").body().contains("mirrored_total{result=\"answered\"} 1")) {
        Thread.sleep(20);
      }
      for (FakeUpstream upstream : List.of(first, second, third)) {
        assertThat(House.json(upstream.only().body()).at("/messages/0/content").asString())
            .isEqualTo("ann##example.com: (external) contact [EMAIL]");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 40, 200, ''",
    "1, 41, 409, tool_budget.tokens_spent",
    "2, 1, 200, ''",
    "3, 1, 409, tool_budget.calls_spent",
  })
  void aToolHasItsPartOfAConversation(int results, int length, int status, String reason)
      throws Exception {
    String pack =
        HEAD
            + """
            policies: {chain: [tool-budget, audit-logger]}
            policy:
              tool-budget:
                budgets:
                  search: {max_tokens: 11, max_calls: 3}
            """;
    String call =
        """
        {"id":"c%d","type":"function","function":{"name":"%s","arguments":"{}"}}\
        """;
    var messages = new StringBuilder("{\"role\":\"user\",\"content\":\"find it\"}");
    for (int at = 0; at < results; at++) {
      messages
          .append(",{\"role\":\"assistant\",\"tool_calls\":[")
          .append(call.formatted(at, "search"))
          .append("]},{\"role\":\"tool\",\"tool_call_id\":\"c")
          .append(at)
          .append("\",\"content\":\"")
          .append("x".repeat(length))
          .append("\"}");
    }
    String answer =
        """
        {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
        "message":{"role":"assistant","content":null,"tool_calls":[%s]},"finish_reason":"tool_calls"}]}\
        """
            .formatted(call.formatted(9, "Search"));
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = house(pack, upstream)) {
      HttpResponse<String> response =
          house.ask("{\"model\":\"gpt-4o\",\"messages\":[" + messages + "]}");

      assertThat(response.statusCode()).isEqualTo(status);
      if (status == 409) {
        assertThat(House.error(response).path("reason_code").asString()).isEqualTo(reason);
      }
    }
  }

  private static House house(String pack, FakeUpstream upstream) throws Exception {
    return new House(House.settings(), Programs.of(pack.replace("URL", upstream.baseUrl())));
  }
}
