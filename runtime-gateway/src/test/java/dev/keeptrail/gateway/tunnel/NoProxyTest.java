package dev.keeptrail.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | localhost        | true
          ''                          | 127.0.0.9        | true
          ''                          | [::1]            | true
          ''                          | api.openai.com   | false
          llm.example                 | llm.example      | true
          llm.example                 | LLM.example      | true
          llm.example                 | a.llm.example    | true
          llm.example                 | allm.example     | false
          .example                    | a.example        | true
          *.example                   | a.b.example      | true
          a.example, b.example        | b.example        | true
          'a.example b.example'       | b.example        | true
          llm.example:443             | llm.example      | true
          llm.example:8443            | llm.example      | false
          10.0.0.0/8                  | 10.9.8.7         | true
          10.0.0.0/8                  | 11.9.8.7         | false
          10.1.2.3                    | 10.1.2.3         | true
          10.1.2.3                    | 110.1.2.3        | false
          fd00::/8                    | [fd00::1]        | true
          *                           | api.openai.com   | true
          """)
  void namesAddressesAndRangesAreExcepted(String list, String host, boolean excepted) {
    assertThat(NoProxy.of(list).covers(host, 443)).isEqualTo(excepted);
  }

  @Test
  void aProxyDoesNotShowItsPassword() {
    var proxy = new OutboundProxy("p", 1, "user:secret", NoProxy.of(""));

    assertThat(proxy.authorization()).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
    assertThat(proxy.toString()).isEqualTo("OutboundProxy[http://p:1]");
  }
}
