import { readConfig, serveProcess } from '@amends/runtime';
import { followUp } from './index.js';

void serveProcess([followUp], readConfig());
