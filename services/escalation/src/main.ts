import { readConfig, serveProcess } from '@amends/runtime';
import { escalation } from './index.js';

void serveProcess([escalation], readConfig());
