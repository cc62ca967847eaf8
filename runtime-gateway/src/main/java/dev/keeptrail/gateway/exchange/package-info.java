/** One governed request from parsed body to reply and decision event. */
@NullMarked
package dev.keeptrail.gateway.exchange;

import org.jspecify.annotations.NullMarked;
