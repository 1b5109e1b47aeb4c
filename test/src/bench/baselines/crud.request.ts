import { WAYS_TO_RESOLVE } from '@amends/contracts';
import { IsIn, IsNotEmpty, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';

/** Who shall own it. */
export class AssignDto {
  @IsString() @IsNotEmpty() @MaxLength(64) unit: string;
}

/** How it was put right. */
export class ResolveDto {
  @IsIn(WAYS_TO_RESOLVE) how: string;
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(120) cause?: string;
}

/** Which complaint is looked for. */
export class SearchDto {
  @IsNumberString() reference: string;
}
