/** HTTP in, engine, upstream out, ledger. Start at {@link dev.keeptrail.gateway.Gateway}. */
@NullMarked
package dev.keeptrail.gateway;

import org.jspecify.annotations.NullMarked;
