package dev.keeptrail.cli;

import dev.keeptrail.gateway.allowance.Unpriced;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.price.PriceTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what models cost: whether the table can be read, and whether it has those for which a
 * pack has budgets.
 *
 * @param table null where it cannot be read
 * @param checks of the table itself
 */
record DoctorPrices(@Nullable PriceTable table, List<DoctorCheck> checks) {
  DoctorPrices {
    checks = List.copyOf(checks);
  }

  /**
   * Reads the table.
   *
   * @param file null for the table that comes with this version
   */
  static DoctorPrices of(@Nullable Path file) {
    if (file == null) {
      return new DoctorPrices(PriceTable.bundled(), List.of());
    }
    try {
      PriceTable table = PricesOption.table(file);
      return new DoctorPrices(table, List.of(DoctorCheck.ok("prices", file + " can be read")));
    } catch (CommandFailedException unusable) {
      String hint = unusable.hint();
      return new DoctorPrices(
          null,
          List.of(
              DoctorCheck.failed(
                  "prices",
                  String.valueOf(unusable.getMessage()),
                  hint == null ? "name another file" : hint)));
    }
  }

  /** The models that a pack's budgets would refuse. */
  List<DoctorCheck> missing(PackPlan plan) {
    List<DoctorCheck> checks = new ArrayList<>();
    PriceTable known = table;
    if (known != null) {
      for (String model : Unpriced.models(plan, known)) {
        checks.add(
            DoctorCheck.warning(
                "prices",
                Unpriced.problem(model),
                "give its price with `kt gateway run --prices`, or write `unpriced: allow`"));
      }
    }
    return checks;
  }
}
