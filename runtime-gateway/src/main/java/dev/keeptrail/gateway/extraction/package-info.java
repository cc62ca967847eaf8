/**
 * Pages that requests name, fetched so that they can be judged: which links count, where requests
 * may go, and what of a page is text.
 */
@NullMarked
package dev.keeptrail.gateway.extraction;

import org.jspecify.annotations.NullMarked;
