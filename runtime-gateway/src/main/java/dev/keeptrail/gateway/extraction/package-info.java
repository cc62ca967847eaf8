/**
 * Pages that requests name, fetched so that they can be judged: which links count, where requests
 * may go, and what of a page is text. Services that a pack names are asked from here too, under the
 * same rules.
 */
@NullMarked
package dev.keeptrail.gateway.extraction;

import org.jspecify.annotations.NullMarked;
