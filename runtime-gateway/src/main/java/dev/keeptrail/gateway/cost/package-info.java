/** What tokens cost, by a dated table. */
@NullMarked
package dev.keeptrail.gateway.cost;

import org.jspecify.annotations.NullMarked;
