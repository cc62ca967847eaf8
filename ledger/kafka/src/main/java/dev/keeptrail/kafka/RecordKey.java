package dev.keeptrail.kafka;

import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.Optional;
import java.util.stream.Stream;

/** What records are keyed by. Records of one key come in the ledger's order. */
public enum RecordKey {
  /** The caller's organisation; where the key names none, the gateway. */
  TENANT("tenant"),
  /** The gateway: one key for a whole ledger. */
  GATEWAY("gateway"),
  /** The event's id: spread over all partitions, in no order. */
  EVENT("event");

  private final String word;

  RecordKey(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static Optional<RecordKey> of(String word) {
    return Stream.of(values()).filter(key -> key.word.equals(word)).findFirst();
  }

  String of(DecisionEvent event) {
    return switch (this) {
      case TENANT -> {
        DecisionEvent.RecordedCaller caller = event.caller();
        String org = caller == null ? null : caller.org();
        yield org == null ? event.gatewayId() : org;
      }
      case GATEWAY -> event.gatewayId();
      case EVENT -> event.id();
    };
  }

  /** Of an entry of the trail: its gateway, where it names one. */
  String of(AdministrativeEvent event) {
    return switch (this) {
      case TENANT, GATEWAY -> event.details().getOrDefault("gateway_id", AdministrativeEvent.TYPE);
      case EVENT -> event.id();
    };
  }
}
