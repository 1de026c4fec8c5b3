/* Who is calling: a field, the customers that it may mean, and the way to a new one.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_CUSTOMER_PICKER (sr_customer_picker_get_type ())
G_DECLARE_FINAL_TYPE (SrCustomerPicker, sr_customer_picker, SR, CUSTOMER_PICKER, AdwBin)

/* Signals: "changed": anything that was typed or chosen; "taken": a customer was chosen and the call
 * goes on; "activate": Enter where there is nothing left to choose. */
void         sr_customer_picker_set_room     (SrCustomerPicker *self,
                                              SrRoom           *room);
void         sr_customer_picker_restore      (SrCustomerPicker *self,
                                              const char       *text,
                                              gint64            customer,
                                              const char       *name,
                                              const char       *phone);
const SrRow *sr_customer_picker_get_customer (SrCustomerPicker *self);
const char  *sr_customer_picker_get_text     (SrCustomerPicker *self);
const char  *sr_customer_picker_get_name     (SrCustomerPicker *self);
const char  *sr_customer_picker_get_phone    (SrCustomerPicker *self);
gboolean     sr_customer_picker_check        (SrCustomerPicker *self,
                                              const char      **out_message);

G_END_DECLS
