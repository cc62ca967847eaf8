package dev.keeptrail.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the bytes of a provider to the events of a caller: whatever pieces the bytes come in, inside
 * code points, JSON escapes and lines, the caller gets the text that the whole answer comes to, the
 * record says the same, and nothing that went out at any time holds a part of what is masked.
 */
final class LiveDeliveryProperties {
  private static final List<String> PIECES =
      List.of(
          "The committee met again to look at the plans. ",
          "Write to jane.doe@example.com, please. ",
          "4111 1111 1111 1111 ",
          "\u4f60\u597d \ud83d\ude00 caf\u00e9\n",
          "call +1 415 555 0132 \"now\" ",
          "\\ back\tslash / and \u2028 ",
          "password: hunter2Plus9\n");
  private static final String[] RAW = {"jane.doe", "4111 1111", "555 0132", "hunter2"};

  @Property(tries = 60)
  void callersGetTheWholeRedaction(@ForAll ScriptedExchange.Way way, @ForAll long seed)
      throws Exception {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    ObjectNode answer = SpokenAnswers.answer(way.target, text.toString());
    ScriptedExchange.Heard whole =
        ScriptedExchange.run(
            way, false, new ScriptedProvider.Script(answer, ByteBuffer.allocate(0), 0, random));
    assertThat(whole.text()).doesNotContain(RAW);
    byte[] bytes = SpokenAnswers.stream(way.target, answer, random);
    for (int most : new int[] {1, 7, 400, 20_000}) {
      ScriptedExchange.Heard live =
          ScriptedExchange.run(
              way, true, new ScriptedProvider.Script(answer, ByteBuffer.wrap(bytes), most, random));

      assertThat(live.said()).doesNotContain(RAW);
      assertThat(live.event().verdict())
          .as("%s of %s after %s", live.event().outcome(), live.event().upstream(), live.said())
          .isEqualTo(whole.event().verdict());
      assertThat(live.event().reasonCode()).isEqualTo(whole.event().reasonCode());
      assertThat(live.event().outcome()).isEqualTo(whole.event().outcome());
      assertThat(live.event().faults()).isEmpty();
      if (whole.event().outcome() == Outcome.DELIVERED) {
        assertThat(live.text()).isEqualTo(whole.text());
        assertThat(live.event().findings()).isEqualTo(whole.event().findings());
        assertThat(live.event().redactions()).isEqualTo(whole.event().redactions());
        assertThat(live.event().usage()).isEqualTo(whole.event().usage());
      }
    }
  }
}
