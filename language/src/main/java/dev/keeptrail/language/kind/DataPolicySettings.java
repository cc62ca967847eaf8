package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.DataPolicy;
import java.util.List;

/**
 * What a target can declare of the texts that it gets. Nothing has a default: silence declares
 * nothing.
 */
public final class DataPolicySettings {
  /** The words of {@code data_collection}. */
  public static final List<String> COLLECTION = List.of("allow", "deny");

  /** The longest name of a region. */
  public static final int MAX_REGION = 64;

  /** What names of regions look like. */
  public static final String REGION = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** The fields of {@code data_policy}. */
  public static final List<Setting> DECLARED =
      List.of(
          Setting.of(
              "zero_data_retention",
              new SettingType.Bool(),
              null,
              "whether the provider keeps nothing of what it gets"),
          Setting.of(
              "training_opt_out",
              new SettingType.Bool(),
              null,
              "whether the provider trains no models on what it gets"),
          Setting.of(
              "retention_days",
              new SettingType.Int(0, DataPolicy.MAX_RETENTION_DAYS),
              null,
              "for how many days the provider keeps what it gets"),
          Setting.of(
              "region",
              new SettingType.Text(MAX_REGION),
              null,
              "where the provider processes what it gets, such as `eu-west-1` or `local`"));

  private DataPolicySettings() {}
}
