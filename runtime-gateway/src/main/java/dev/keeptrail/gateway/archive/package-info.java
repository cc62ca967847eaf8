/** What operators read of the ledger of a running gateway, beside the traffic. */
@NullMarked
package dev.keeptrail.gateway.archive;

import org.jspecify.annotations.NullMarked;
