package dev.keeptrail.repl.whatif;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Makes one change to an exchange; the exchange itself stays as it is. */
public final class WhatIf {
  private WhatIf() {}

  /**
   * The exchange with another value at a place.
   *
   * @param raw the value as it was typed: JSON, or else a text
   * @throws WhatIfException when there is no such place, or the value is none for it
   */
  public static CapturedExchange set(CapturedExchange exchange, String place, String raw)
      throws WhatIfException {
    Pointer pointer = pointer(place);
    return at(exchange, pointer, Optional.of(raw));
  }

  /**
   * The exchange without the value at a place: a field that nobody knows.
   *
   * @throws WhatIfException when there is nothing that can be left out
   */
  public static CapturedExchange unset(CapturedExchange exchange, String place)
      throws WhatIfException {
    return at(exchange, pointer(place), Optional.empty());
  }

  /** Places that can be set although the exchange says nothing of them: the rest of the schema. */
  public static Set<String> settable(CapturedExchange exchange) {
    Set<String> places = new TreeSet<>(Places.of(exchange).keySet());
    for (FactType type : FactType.values()) {
      if (FactChange.isSettable(type) && Places.isSingle(type)) {
        FactSchema.fields(type)
            .forEach(field -> places.add("/" + type.word() + "/" + field.name()));
      }
    }
    return places;
  }

  private static Pointer pointer(String place) throws WhatIfException {
    return Pointer.parse(place)
        .orElseThrow(() ->
            new WhatIfException(
                "`%s` is no JSON Pointer".formatted(place),
                "it begins with a slash: `/identity/user`, `/input/0/text`"));
  }

  private static CapturedExchange at(
      CapturedExchange exchange, Pointer pointer, Optional<String> raw) throws WhatIfException {
    String first = pointer.part(0);
    int phase = Places.phases(exchange).indexOf(first);
    if (phase >= 0) {
      int segment = pointer.index(1);
      boolean there =
          segment >= 0
              && segment < exchange.phases().get(phase).content().segments().size()
              && pointer.parts().size() == 3
              && pointer.part(2).equals("text");
      if (!there || raw.isEmpty()) {
        throw unknown(exchange, pointer);
      }
      return TextChange.of(exchange, phase, segment, text(raw.get()));
    }
    if (first.equals(FactType.REQUEST.word()) && raw.isPresent() && pointer.parts().size() == 2) {
      return request(exchange, pointer, raw.get());
    }
    Optional<FactType> type = FactSchema.type(first).filter(FactChange::isSettable);
    if (type.isEmpty()) {
      throw unknown(exchange, pointer);
    }
    return new FactChange(type.get(), pointer, raw)
        .in(exchange)
        .orElseThrow(() -> unknown(exchange, pointer));
  }

  static WhatIfException unknown(CapturedExchange exchange, Pointer pointer) {
    String near =
        NearestWord.of(pointer.toString(), settable(exchange))
            .map("did you mean `%s`?"::formatted)
            .orElse("`show` lists the places of the event at hand");
    return new WhatIfException("nothing can be changed at `%s`".formatted(pointer), near);
  }

  private static String text(String raw) {
    return JsonText.read(raw)
        .filter(Value.Text.class::isInstance)
        .map(value -> ((Value.Text) value).value())
        .orElse(raw);
  }

  private static CapturedExchange request(CapturedExchange exchange, Pointer pointer, String raw)
      throws WhatIfException {
    String text = text(raw);
    boolean truth = text.equals("true");
    UnaryOperator<RequestFacts> change =
        switch (pointer.part(1)) {
          case "model" -> old -> new RequestFacts(text, old.provider(), old.route(), old.stream());
          case "provider" -> old -> new RequestFacts(old.model(), text, old.route(), old.stream());
          case "route" -> old -> new RequestFacts(old.model(), old.provider(), text, old.stream());
          case "stream" -> old -> new RequestFacts(old.model(), old.provider(), old.route(), truth);
          default -> throw unknown(exchange, pointer);
        };
    if (pointer.part(1).equals("stream") && !truth && !text.equals("false")) {
      throw new WhatIfException("`/request/stream` is a truth value", "write `true` or `false`");
    }
    List<CapturedPhase> phases = new ArrayList<>();
    for (CapturedPhase phase : exchange.phases()) {
      PhaseContent old = phase.content();
      phases.add(
          with(
              phase,
              new PhaseContent(
                  old.phase(),
                  change.apply(old.request()),
                  old.segments(),
                  old.facts(),
                  old.unscanned(),
                  old.references()),
              phase.masked()));
    }
    return new CapturedExchange(exchange.mode(), phases);
  }

  static CapturedPhase with(
      CapturedPhase phase, PhaseContent content, CapturedPhase.Masked masked) {
    return new CapturedPhase(
        content,
        phase.asked(),
        phase.findings(),
        phase.sensitive(),
        masked,
        phase.faulted(),
        phase.decided());
  }
}
