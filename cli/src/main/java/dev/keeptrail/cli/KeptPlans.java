package dev.keeptrail.cli;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.StoredPack;
import java.nio.file.Path;

/** Plans of packs that were in force, as a ledger keeps them. Stateless. */
final class KeptPlans {
  /** What digests begin with, and names of files hardly ever. */
  static final String DIGEST = "sha256:";

  private KeptPlans() {}

  /** The plan with this digest. */
  static PackPlan find(Path folder, String digest, Invocation invocation)
      throws CommandFailedException {
    try (var open = OpenAdministration.reading(folder, invocation)) {
      StoredPack pack =
          open.get()
              .pack(digest)
              .orElseThrow(() ->
                  new CommandFailedException(
                      "no pack with the plan `%s` is kept beside this ledger"
                          .formatted(PrintableText.beginning(digest)),
                      "`kt events trail --action pack.loaded` lists those that were in force"));
      return PlanReader.read(pack.plan());
    } catch (PlanFormatException foreign) {
      throw new CommandFailedException(
          "the plan `%s` is of a version of Keeptrail with other plans: %s"
              .formatted(PrintableText.beginning(digest), foreign.getMessage()),
          null);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }
}
