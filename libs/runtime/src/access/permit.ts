import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { RouteName } from './permissions.js';

/** Metadata key of `@Permit`. */
export const PERMIT = 'amends:permit';

/** What a handler stands for in the permission table; `public` only for what `PUBLIC_ROUTES` lists. */
export type Permitted = RouteName | 'public';

/** Names the row of the permission table that says who may use this handler. */
export const Permit = (route: Permitted): CustomDecorator => SetMetadata(PERMIT, route);
