/** How many requests may be inside, and whether new ones are let in at all. */
@NullMarked
package dev.keeptrail.gateway.admission;

import org.jspecify.annotations.NullMarked;
