package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;

/**
 * The JSON form of what a target declares of its data, both ways. Written only where it says
 * something.
 */
final class DataPolicyJson {
  static final String MEMBER = "data_policy";

  private DataPolicyJson() {}

  static void write(DataPolicy data, JsonWriter json) {
    if (data.equals(DataPolicy.UNDECLARED)) {
      return;
    }
    json.name(MEMBER).beginObject();
    if (data.zeroDataRetention() != null) {
      json.name("zero_data_retention").value(data.zeroDataRetention().booleanValue());
    }
    if (data.trainingOptOut() != null) {
      json.name("training_opt_out").value(data.trainingOptOut().booleanValue());
    }
    if (data.retentionDays() != null) {
      json.name("retention_days").value(data.retentionDays().intValue());
    }
    if (data.region() != null) {
      json.name("region").value(data.region());
    }
    json.endObject();
  }

  static DataPolicy read(JsonTree tree, String path) throws PlanFormatException {
    Members data = Members.of(tree, path);
    DataPolicy policy =
        new DataPolicy(
            data.has("zero_data_retention") ? data.truth("zero_data_retention") : null,
            data.has("training_opt_out") ? data.truth("training_opt_out") : null,
            data.has("retention_days")
                ? data.whole("retention_days", 0, DataPolicy.MAX_RETENTION_DAYS)
                : null,
            data.optionalText("region").orElse(null));
    data.end();
    return policy;
  }
}
