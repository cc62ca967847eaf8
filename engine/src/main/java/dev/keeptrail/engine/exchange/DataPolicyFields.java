package dev.keeptrail.engine.exchange;

import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.rule.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a target declares of its data, as fields of the {@code provider} fact. */
public final class DataPolicyFields {
  private DataPolicyFields() {}

  /** Only what is declared; the rest is missing. */
  public static Map<String, Value> of(DataPolicy data) {
    Map<String, Value> fields = new LinkedHashMap<>();
    if (data.zeroDataRetention() != null) {
      fields.put("zero_data_retention", new Value.Truth(data.zeroDataRetention()));
    }
    if (data.trainingOptOut() != null) {
      fields.put("training_opt_out", new Value.Truth(data.trainingOptOut()));
    }
    if (data.retentionDays() != null) {
      fields.put("retention_days", new Value.Decimal(data.retentionDays().doubleValue()));
    }
    if (data.region() != null) {
      fields.put("region", new Value.Text(data.region()));
    }
    return fields;
  }
}
