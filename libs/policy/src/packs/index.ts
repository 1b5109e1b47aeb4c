import type { PolicyPack } from '../pack/policy-pack.js';
import applianceService from './appliance-service.json';
import cfpb from './cfpb.json';
import standard from './default.json';
import fcaDisp from './fca-disp.json';
import hotline12345 from './hotline-12345.json';
import iso10002 from './iso-10002.json';

/** The packs that Amends brings along; a company edits a copy. */
export const SHIPPED_PACKS = [standard, applianceService, fcaDisp, cfpb, hotline12345, iso10002] as unknown as readonly PolicyPack[];
