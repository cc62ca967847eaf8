package dev.keeptrail.conformance.bypass;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One exchange of a case.
 *
 * @param text what is written
 * @param must what must hold
 * @param ask what stands in the request, by protocol; empty where it is the text, or harmless
 * @param say what stands in the answer, by protocol; empty where it is the text, or harmless
 * @param events the provider's stream, by protocol; empty where the events follow from the answer
 * @param headers of the caller
 * @param encoding what is done to the bytes of the request
 * @param cuts how the provider's stream is cut, each for itself
 * @param status of the provider
 * @param type of the provider's answer
 */
record Step(
    CaseText text,
    Must must,
    Map<String, JsonNode> ask,
    Map<String, JsonNode> say,
    Map<String, JsonNode> events,
    Map<String, String> headers,
    Encoding encoding,
    List<Cut> cuts,
    int status,
    String type) {
  Step {
    ask = Map.copyOf(ask);
    say = Map.copyOf(say);
    events = Map.copyOf(events);
    headers = Map.copyOf(headers);
    cuts = List.copyOf(cuts);
  }
}
