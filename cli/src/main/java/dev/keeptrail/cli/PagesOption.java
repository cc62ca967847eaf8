package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.AddressRange;
import dev.keeptrail.gateway.extraction.PublicAddresses;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where pages that requests name may be fetched from. */
final class PagesOption {
  @Option(
      names = "--page-network",
      paramLabel = "<range>",
      converter = CallerOptions.Ranges.class,
      description =
          "A private network, such as 10.1.0.0/16, in which policies may ask beside the public"
              + " Internet: `content-extractor` for pages, others for a judge or a server of"
              + " consents. Repeatable. Default: none.")
  private List<AddressRange> networks = new ArrayList<>();

  PublicAddresses addresses() {
    return new PublicAddresses(networks);
  }
}
